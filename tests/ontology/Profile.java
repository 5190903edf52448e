import java.io.File;
import java.util.LinkedHashMap;
import java.util.Map;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.AxiomType;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWL2RLProfile;
import org.semanticweb.owlapi.profiles.OWLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;

/**
 * Print what the OWL API says of files: how many lists of disjoint classes it read, and each violation of a profile that
 * an axiom makes. Violations without an axiom are about the annotations of the header, which no profile restricts.
 */
public class Profile {
  public static void main(String[] files) throws Exception {
    Map<String, OWLProfile> profiles = new LinkedHashMap<>();
    profiles.put("DL", new OWL2DLProfile());
    profiles.put("RL", new OWL2RLProfile());
    for (String file : files) {
      OWLOntology ontology = OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(new File(file));
      System.out.println(file + "\tdisjoint\t" + ontology.getAxiomCount(AxiomType.DISJOINT_CLASSES));
      for (Map.Entry<String, OWLProfile> profile : profiles.entrySet()) {
        for (OWLProfileViolation violation : profile.getValue().checkOntology(ontology).getViolations()) {
          if (violation.getAxiom() != null) {
            System.out.println(file + "\t" + profile.getKey() + "\t" + violation.toString().replaceAll("\\s+", " "));
          }
        }
      }
    }
  }
}
