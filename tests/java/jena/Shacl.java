import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.lang.LabelToNode;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.path.P_Alt;
import org.apache.jena.sparql.path.P_Inverse;
import org.apache.jena.sparql.path.P_Link;

/**
 * Checks every file of a folder with Jena.
 *
 * <p>In: a folder of shapes in Turtle, all of which are taken together, and a folder of data in N-Triples. Out, on
 * standard output: a line a result, its parts parted by tabs: the file, then focus, path, value, component, shape and
 * severity as N-Triples tokens, empty where there is none.
 */
public final class Shacl {
    private Shacl() {}

    public static void main(String[] folders) throws IOException {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        Shapes shapes = ShaclValidator.get().parse(readShapes(folders[0]));
        for (Path file : listFiles(folders[1], ".nt")) {
            for (ReportEntry entry : ShaclValidator.get().validate(shapes, readData(file)).getEntries()) {
                out.println(file.getFileName() + "\t" + describe(entry));
            }
        }
        out.flush();
    }

    private static List<Path> listFiles(String folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        }
    }

    private static Graph readShapes(String folder) throws IOException {
        Graph graph = GraphFactory.createDefaultGraph();
        listFiles(folder, ".ttl").forEach(file -> RDFParser.source(file).parse(graph));
        return graph;
    }

    /** Reads a file; its blank nodes keep their labels, by which the results of two engines are compared. */
    private static Graph readData(Path file) {
        Graph graph = GraphFactory.createDefaultGraph();
        RDFParser.source(file).labelToNode(LabelToNode.createUseLabelAsGiven()).parse(graph);
        return graph;
    }

    private static String describe(ReportEntry entry) {
        return String.join("\t",
            write(entry.focusNode()),
            write(entry.resultPath()),
            write(entry.value()),
            write(entry.sourceConstraintComponent()),
            write(entry.source()),
            write(entry.severity().level()));
    }

    private static String write(Node node) {
        if (node == null) {
            return "";
        }
        return node.isBlank() ? "_:" + node.getBlankNodeLabel() : NodeFmtLib.strNT(node);
    }

    /** Writes a property, a choice of them as {@code <a>|<b>} or the way back as {@code ^(<a>)}; the shapes have no other. */
    private static String write(org.apache.jena.sparql.path.Path path) {
        if (path instanceof P_Alt choice) {
            return write(choice.getLeft()) + "|" + write(choice.getRight());
        }
        if (path instanceof P_Inverse back) {
            return "^(" + write(back.getSubPath()) + ")";
        }
        return path == null ? "" : write(((P_Link) path).getNode());
    }
}
