#include "trust/revocation_scope.h"

#include "trust/certificate.h"

#include <openssl/ocsp.h>
#include <openssl/x509.h>

/* `kept`: since when certificates that ended are kept; NULL: they are not. */
static bool speaks_of(const ASN1_TIME *given, const ASN1_TIME *kept, const X509 *certificate)
{
    int64_t from, since, end;
    return certificate_seconds(X509_get0_notAfter(certificate), &end) &&
           certificate_seconds(given, &from) &&
           (from <= end || (kept && certificate_seconds(kept, &since) && since <= end));
}

bool revocation_scope_of_list(const struct X509_crl_st *list, const struct x509_st *certificate)
{
    ASN1_OBJECT *kind = OBJ_txt2obj("2.5.29.60", 1);
    int at = kind ? X509_CRL_get_ext_by_OBJ(list, kind, -1) : -1;
    const ASN1_OCTET_STRING *value =
        at < 0 ? NULL : X509_EXTENSION_get_data(X509_CRL_get_ext(list, at));
    const unsigned char *der = value ? ASN1_STRING_get0_data(value) : NULL;
    ASN1_GENERALIZEDTIME *kept =
        value ? d2i_ASN1_GENERALIZEDTIME(NULL, &der, ASN1_STRING_length(value)) : NULL;
    bool speaks = speaks_of(X509_CRL_get0_lastUpdate(list), kept, certificate);
    ASN1_GENERALIZEDTIME_free(kept);
    ASN1_OBJECT_free(kind);
    return speaks;
}

bool revocation_scope_of_answer(struct ocsp_single_response_st *single,
                                const struct x509_st *certificate)
{
    ASN1_GENERALIZEDTIME *given = NULL;
    ASN1_GENERALIZEDTIME *kept =
        OCSP_SINGLERESP_get1_ext_d2i(single, NID_id_pkix_OCSP_archiveCutoff, NULL, NULL);
    OCSP_single_get0_status(single, NULL, NULL, &given, NULL);
    bool speaks = given && speaks_of(given, kept, certificate);
    ASN1_GENERALIZEDTIME_free(kept);
    return speaks;
}
