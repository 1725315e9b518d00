import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.semanticweb.HermiT.Configuration;
import org.semanticweb.HermiT.ReasonerFactory;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLEntity;
import org.semanticweb.owlapi.model.OWLObject;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLOntologyCreationException;
import org.semanticweb.owlapi.model.OWLOntologyManager;
import org.semanticweb.owlapi.model.parameters.Imports;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;
import org.semanticweb.owlapi.reasoner.InconsistentOntologyException;
import org.semanticweb.owlapi.reasoner.OWLReasoner;

/**
 * Checks ontologies with the OWL API and HermiT, each together with what it imports.
 *
 * <p>In: ontologies in Turtle; one may import those named before it. Out, on standard output: a
 * line a finding, its parts parted by tabs: the file, then {@code profile}, {@code punned}, {@code inconsistent},
 * {@code unsatisfiable} or {@code refused}, then what is found.
 */
public final class OwlCheck {
    private OwlCheck() {}

    public static void main(String[] files) throws OWLOntologyCreationException {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        OWLOntologyManager manager = OWLManager.createOWLOntologyManager();
        for (String name : files) {
            File file = new File(name);
            OWLOntology ontology = manager.loadOntologyFromOntologyDocument(file);
            Stream.of(leaveProfile(ontology), pun(ontology), contradict(ontology))
                .flatMap(findings -> findings)
                .sorted()
                .forEach(finding -> out.println(file.getName() + "\t" + finding));
        }
        out.flush();
    }

    /** Finds what OWL 2 DL does not allow. */
    private static Stream<String> leaveProfile(OWLOntology ontology) {
        return new OWL2DLProfile().checkOntology(ontology).getViolations().stream().map(OwlCheck::describe);
    }

    private static String describe(OWLProfileViolation violation) {
        String expression = String.valueOf(violation.getExpression()).replaceAll("\\s+", " ");
        return "profile\t" + violation.getClass().getSimpleName() + " " + expression;
    }

    /** Finds terms of two sorts. OWL 2 DL lets one IRI name a class and an individual; this does not. */
    private static Stream<String> pun(OWLOntology ontology) {
        return ontology.signature(Imports.INCLUDED).distinct()
            .collect(Collectors.groupingBy(OWLEntity::getIRI))
            .entrySet().stream()
            .filter(entry -> entry.getValue().size() > 1)
            .map(entry -> "punned\t" + entry.getKey());
    }

    /** Finds contradictions, in the whole or in single terms. */
    private static Stream<String> contradict(OWLOntology ontology) {
        Configuration configuration = new Configuration();
        configuration.ignoreUnsupportedDatatypes = true; // xsd:date and its like, which data hold and axioms do not
        try {
            return listEmpty(new ReasonerFactory().createReasoner(ontology, configuration));
        } catch (InconsistentOntologyException e) {
            return Stream.of("inconsistent\t");
        } catch (IllegalArgumentException e) {
            return Stream.of("refused\t" + e.getMessage()); // an axiom outside OWL 2 DL
        }
    }

    /** Lists the classes that can have no member, and the properties that can join nothing. */
    private static Stream<String> listEmpty(OWLReasoner reasoner) {
        Stream<OWLObject> empty = Stream.of(
                reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom(),
                reasoner.getBottomObjectPropertyNode().getEntitiesMinusBottom(),
                reasoner.getBottomDataPropertyNode().getEntitiesMinusBottom())
            .flatMap(Set::stream);
        return empty.flatMap(OWLObject::signature).distinct().map(term -> "unsatisfiable\t" + term.getIRI());
    }
}
