#include "pdf/xmp.h"

#include <string.h>

static const char head[] =
    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
    "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
    " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
    " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"\n"
    " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n";

static const char conformance[] = "<pdfaid:conformance>A</pdfaid:conformance>\n"
                                  "<pdfuaid:part>1</pdfuaid:part>\n"
                                  "<dc:format>application/pdf</dc:format>\n";

/* PDF/A knows no pdfuaid: a property of a schema that it does not know must be described. */
static const char tail[] =
    "</rdf:Description>\n"
    "<rdf:Description rdf:about=\"\"\n"
    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>Part of ISO 14289 that the file conforms to"
    "</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
    "</rdf:Description>\n"
    "</rdf:RDF>\n"
    "</x:xmpmeta>\n"
    "<?xpacket end=\"r\"?>";

bool xmp_holds(const char *text)
{
    for (const char *at = text; *at; at++)
        if ((unsigned char)*at < ' ' && *at != '\t' && *at != '\n')
            return false;
    return !strstr(text, "\xEF\xBF\xBE") && !strstr(text, "\xEF\xBF\xBF");
}

static void escape(struct buf *out, const char *text)
{
    for (;;) {
        size_t plain = strcspn(text, "<>&");
        buf_add(out, text, plain);
        text += plain;
        if (!*text)
            return;
        buf_puts(out, *text == '<' ? "&lt;" : *text == '>' ? "&gt;" : "&amp;");
        text++;
    }
}

/* Appends <name>before text after</name>, or nothing for an empty text. */
static void property(struct buf *out, const char *name, const char *before, const char *text,
                     const char *after)
{
    if (!*text)
        return;
    buf_putc(out, '<');
    buf_puts(out, name);
    buf_putc(out, '>');
    buf_puts(out, before);
    escape(out, text);
    buf_puts(out, after);
    buf_puts(out, "</");
    buf_puts(out, name);
    buf_puts(out, ">\n");
}

void xmp_packet(const struct xmp *xmp, struct buf *out)
{
    static const char alt[] = "<rdf:Alt><rdf:li xml:lang=\"x-default\">";
    static const char alt_end[] = "</rdf:li></rdf:Alt>";
    buf_add(out, head, sizeof head - 1);
    buf_printf(out, "<pdfaid:part>%u</pdfaid:part>\n", xmp->part);
    buf_add(out, conformance, sizeof conformance - 1);
    property(out, "dc:title", alt, xmp->title, alt_end);
    property(out, "dc:creator", "<rdf:Seq><rdf:li>", xmp->author, "</rdf:li></rdf:Seq>");
    property(out, "dc:description", alt, xmp->subject, alt_end);
    property(out, "pdf:Keywords", "", xmp->keywords, "");
    property(out, "pdf:Producer", "", xmp->producer, "");
    property(out, "xmp:CreatorTool", "", xmp->creator, "");
    property(out, "xmp:CreateDate", "", xmp->time, "");
    property(out, "xmp:ModifyDate", "", xmp->time, "");
    property(out, "xmp:MetadataDate", "", xmp->time, "");
    buf_add(out, tail, sizeof tail - 1);
}
