/* What EU DSS says of signatures: `java Level CA.pem LEVEL FILE… [LEVEL FILE…]…` prints a test
 * result for each file, whether all of its signatures have the level before it and are good,
 * without any network. LEVEL begins with PAdES-BASELINE- or CAdES-BASELINE-. What a
 * FILE.cms signs lies beside it as FILE. */
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.File;
import java.util.ArrayList;
import java.util.List;

public class Level {
    public static void main(String[] args) {
        CommonTrustedCertificateSource anchors = new CommonTrustedCertificateSource();
        anchors.addCertificate(DSSUtils.loadCertificate(new File(args[0])));
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(anchors);
        boolean failed = false;
        String level = "";
        for (int i = 1; i < args.length; i++) {
            if (args[i].matches("[PC]AdES-BASELINE-.*")) {
                level = args[i];
                continue;
            }
            List<String> faults = judge(verifier, level, args[i]);
            System.out.println((faults.isEmpty() ? "ok - " : "not ok - ") + args[i] + " DSS "
                + level);
            for (String fault : faults)
                System.out.println("#   " + fault);
            failed |= !faults.isEmpty();
        }
        System.exit(failed ? 1 : 0);
    }

    static List<String> judge(CommonCertificateVerifier verifier, String level, String path) {
        SignedDocumentValidator validator =
            SignedDocumentValidator.fromDocument(new FileDocument(path));
        validator.setCertificateVerifier(verifier);
        if (path.endsWith(".cms")) {
            String signed = path.substring(0, path.length() - ".cms".length());
            validator.setDetachedContents(List.of(new FileDocument(signed)));
        }
        Reports reports = validator.validateDocument();
        List<String> faults = new ArrayList<>();
        if (reports.getDiagnosticData().getSignatures().isEmpty())
            faults.add("there is no signature");
        for (SignatureWrapper signature : reports.getDiagnosticData().getSignatures()) {
            String id = signature.getId();
            String format = signature.getSignatureFormat().toString();
            if (!format.equals(level))
                faults.add("the level is " + format);
            if (!signature.isBLevelTechnicallyValid())
                faults.add("the signature does not hold");
            if (signature.getPDFRevision() != null && !signature.getPdfUndefinedChanges().isEmpty())
                faults.add("something else was changed");
            if (level.endsWith("LT") || level.endsWith("LTA")) {
                String indication = reports.getSimpleReport().getIndication(id).toString();
                if (!indication.equals("TOTAL_PASSED"))
                    faults.add(indication + " " + reports.getSimpleReport().getSubIndication(id)
                        + " " + reports.getSimpleReport().getAdESValidationErrors(id));
            }
        }
        return faults;
    }
}
