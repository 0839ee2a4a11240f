import java.io.*;
import java.util.*;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.*;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.*;

/** Validates PDF files against PDF/UA-1, or against the flavours before them (--flavour=3u); prints each broken rule and exits with 1 if there is any. */
public class ValidateAccessibility {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean good = true;
        PDFAFlavour flavour = PDFAFlavour.PDFUA_1;
        for (String file : files) {
            if (file.startsWith("--flavour=")) {
                flavour = PDFAFlavour.byFlavourId(file.substring(10));
                continue;
            }
            try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), flavour);
                 PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                ValidationResult result = validator.validate(parser);
                System.out.println(file + " " + flavour.getId() + ": " + (result.isCompliant() ? "PASS" : "FAIL") + ", " + result.getTotalAssertions() + " assertions");
                Map<String, Integer> broken = new TreeMap<>();
                for (TestAssertion a : result.getTestAssertions())
                    if (a.getStatus() == TestAssertion.Status.FAILED)
                        broken.merge(a.getRuleId().getClause() + "-" + a.getRuleId().getTestNumber() + " " + a.getMessage(), 1, Integer::sum);
                broken.forEach((rule, times) -> System.out.println("  " + times + " x " + rule));
                good &= result.isCompliant();
            }
        }
        System.exit(good ? 0 : 1);
    }
}
