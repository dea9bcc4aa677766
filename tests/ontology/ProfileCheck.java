import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.formats.TurtleDocumentFormat;
import org.semanticweb.owlapi.io.FileDocumentSource;
import org.semanticweb.owlapi.model.IRI;
import org.semanticweb.owlapi.model.MissingImportHandlingStrategy;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLOntologyLoaderConfiguration;
import org.semanticweb.owlapi.model.OWLOntologyManager;
import org.semanticweb.owlapi.profiles.OWLProfileReport;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;
import org.semanticweb.owlapi.profiles.Profiles;

/**
 * Checks Turtle files against the profiles OWL 2 DL and OWL 2 RL with the OWL API's own checkers.
 *
 * Use: java -cp JARS ProfileCheck.java FILE...
 * Prints one line per file and violation, "FILE: PROFILE: what is wrong", sorted. Several files are checked one by one.
 * Exit status 0 when every file is in both profiles, 1 when one is not, 2 when one cannot be read.
 */
public final class ProfileCheck {

    private static final List<Profiles> PROFILES = List.of(Profiles.OWL2_DL, Profiles.OWL2_RL);

    private ProfileCheck() {
    }

    public static void main(String[] arguments) {
        boolean inProfile = true;
        for (String argument : arguments) {
            List<String> violations;
            try {
                violations = violations(new File(argument));
            } catch (Exception problem) {
                System.err.println(argument + ": cannot be read: " + problem);
                System.exit(2);
                return;
            }
            for (String violation : violations) {
                System.out.println(argument + ": " + violation);
                inProfile = false;
            }
        }
        System.exit(inProfile ? 0 : 1);
    }

    private static List<String> violations(File file) throws Exception {
        OWLOntologyManager manager = OWLManager.createOWLOntologyManager();
        // An import stops the check: it is looked for at an address that cannot exist, never on the network.
        manager.getIRIMappers().set(iri -> IRI.create("file:///no-import-is-fetched"));
        OWLOntologyLoaderConfiguration configuration = new OWLOntologyLoaderConfiguration()
            .setMissingImportHandlingStrategy(MissingImportHandlingStrategy.THROW_EXCEPTION);
        OWLOntology ontology = manager.loadOntologyFromOntologyDocument(
            new FileDocumentSource(file, new TurtleDocumentFormat()), configuration);
        List<String> found = new ArrayList<>();
        // What is not understood as OWL stands in no axiom, so no profile would find fault with it.
        ontology.getNonnullFormat().getOntologyLoaderMetaData().ifPresent(data -> data.getUnparsedTriples()
            .map(triple -> "OWL2: not understood: " + triple).sorted().forEach(found::add));
        for (Profiles profile : PROFILES) {
            OWLProfileReport report = profile.checkOntology(ontology);
            TreeSet<String> lines = new TreeSet<>();
            for (OWLProfileViolation violation : report.getViolations()) {
                lines.add(profile.name() + ": " + violation.toString().replaceAll("\\s+", " "));
            }
            found.addAll(lines);
        }
        return found;
    }
}
