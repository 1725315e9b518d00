import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.jena.rdfpatch.RDFPatchOps;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;

/**
 * Applies an RDF Patch to data.
 *
 * <p>In: the patch, the file to write, and files of data. Out: the data after the patch, as N-Quads.
 */
public final class Patch {
    private Patch() {}

    public static void main(String[] arguments) throws IOException {
        DatasetGraph data = DatasetGraphFactory.createTxnMem();
        for (int number = 2; number < arguments.length; number++) {
            RDFDataMgr.read(data, arguments[number]);
        }
        try (InputStream patch = Files.newInputStream(Path.of(arguments[0]));
                OutputStream out = Files.newOutputStream(Path.of(arguments[1]))) {
            RDFPatchOps.applyChange(data, RDFPatchOps.read(patch));
            RDFDataMgr.write(out, data, Lang.NQUADS);
        }
    }
}
