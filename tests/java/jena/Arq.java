import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.riot.RDFDataMgr;

/**
 * Asks queries with Jena, all in one run.
 *
 * <p>In: a list, a line a question, its parts parted by tabs: file of data, file of a SELECT query, file to write. Out:
 * the files to write, as SPARQL 1.1 Query Results JSON. Files of data are read once, and FROM and SERVICE are not looked for.
 */
public final class Arq {
    private static final Map<String, Model> READ = new HashMap<>();

    private Arq() {}

    public static void main(String[] lists) throws IOException {
        for (String line : Files.readAllLines(Path.of(lists[0]))) {
            List<String> parts = List.of(line.split("\t"));
            Model data = READ.computeIfAbsent(parts.get(0), RDFDataMgr::loadModel);
            ask(data, QueryFactory.create(Files.readString(Path.of(parts.get(1)))), Path.of(parts.get(2)));
        }
    }

    private static void ask(Model data, Query query, Path answer) throws IOException {
        try (QueryExecution execution = QueryExecution.create(query, data);
                OutputStream out = Files.newOutputStream(answer)) {
            ResultSetFormatter.outputAsJSON(out, execution.execSelect());
        }
    }
}
