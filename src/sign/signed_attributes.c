#include "sign/signed_attributes.h"

#include <openssl/asn1t.h>
#include <openssl/cms.h>
#include <openssl/x509.h>

static const ASN1_TEMPLATE in_der_order = {
    .flags = ASN1_TFLG_SET_ORDER,
    .field_name = "signedAttrs",
    .item = ASN1_ITEM_ref(X509_ATTRIBUTE),
};
static const ASN1_TEMPLATE as_they_come = {
    .flags = ASN1_TFLG_SEQUENCE_OF | ASN1_TFLG_IMPTAG | ASN1_TFLG_UNIVERSAL,
    .tag = V_ASN1_SET,
    .field_name = "signedAttrs",
    .item = ASN1_ITEM_ref(X509_ATTRIBUTE),
};

int signed_attributes_encode(const CMS_SignerInfo *info, bool is_sorted, unsigned char **der)
{
    const ASN1_ITEM set = {
        .itype = ASN1_ITYPE_PRIMITIVE,
        .utype = -1,
        .templates = is_sorted ? &in_der_order : &as_they_come,
        .sname = "SignedAttributes",
    };
    STACK_OF(X509_ATTRIBUTE) *attributes = sk_X509_ATTRIBUTE_new_null();
    bool whole = attributes != NULL;
    for (int i = 0; whole && i < CMS_signed_get_attr_count(info); i++)
        whole = sk_X509_ATTRIBUTE_push(attributes, CMS_signed_get_attr(info, i)) > 0;
    int size = whole ? ASN1_item_i2d((const ASN1_VALUE *)attributes, der, &set) : -1;
    sk_X509_ATTRIBUTE_free(attributes);
    return size;
}
