#include "pdf/pdf_object.h"

#include "base/arena.h"
#include "base/mem.h"
#include "pdf/pdf_token.h"

#include <hpdf.h>
#include <stdlib.h>
#include <string.h>

enum {
    RANGE_DIGITS = 10,
    RANGE_SIZE = 4 * RANGE_DIGITS + 5, /* "[n n n n]" */
};

struct object {
    size_t number;
    HPDF_Dict dict;
    const void *bytes; /* of its stream, NULL: it has none */
    size_t size;
    bool outside; /* of object streams, though it is no stream */
};

/* What the write function of a signature's dictionary needs. */
struct blank {
    size_t contents_size;
    struct placeholder *placeholder;
};

struct pdf_object {
    struct _HPDF_Error_Rec error; /* the first one; libharu keeps no other state */
    HPDF_MMgr memory;
    struct object *objects;
    size_t count, room;
    struct buf *streams; /* that it keeps */
    size_t stream_count, stream_room;
    struct arena arena; /* of what references and write functions point to */
};

/* The opaque types of the header are libharu's; the set is found by its error record. */
static HPDF_Dict dict_of(struct pdf_dict *dict)
{
    return (HPDF_Dict)dict;
}

static HPDF_Array array_of(struct pdf_array *array)
{
    return (HPDF_Array)array;
}

static struct pdf_object *set_of(HPDF_Error error)
{
    return error->user_data;
}

size_t pdf_object_take(size_t *last, size_t count)
{
    size_t first = *last + 1;
    *last += count;
    return first;
}

struct pdf_object *pdf_object_new(void)
{
    struct pdf_object *set = mem_new(1, sizeof *set);
    HPDF_Error_Init(&set->error, set);
    set->memory = HPDF_MMgr_New(&set->error, 0, NULL, NULL);
    if (!set->memory)
        mem_exhausted();
    return set;
}

void pdf_object_clear(struct pdf_object *set)
{
    for (size_t i = 0; i < set->count; i++)
        HPDF_Dict_Free(set->objects[i].dict);
    for (size_t i = 0; i < set->stream_count; i++)
        buf_free(&set->streams[i]);
    set->count = set->stream_count = 0;
    arena_reset(&set->arena);
    HPDF_Error_Reset(&set->error);
}

void pdf_object_free(struct pdf_object *set)
{
    if (!set)
        return;
    pdf_object_clear(set);
    HPDF_MMgr_Free(set->memory);
    free(set->objects);
    free(set->streams);
    arena_free(&set->arena);
    free(set);
}

/* libharu returns NULL only when memory is exhausted, which ends the program (mem.h). */
static void *present(void *made)
{
    if (!made)
        mem_exhausted();
    return made;
}

/* Something with an object's number that a dictionary or an array can take as a reference. */
static void *reference(struct pdf_object *set, size_t number)
{
    if (number == 0 || number > HPDF_LIMIT_MAX_XREF_ELEMENT)
        HPDF_SetError(&set->error, HPDF_XREF_COUNT_ERR, 0);
    HPDF_Obj_Header *header = arena_new(&set->arena, 1, sizeof *header);
    header->obj_id = (HPDF_UINT32)number | HPDF_OTYPE_INDIRECT;
    return header;
}

struct pdf_dict *pdf_object_dict(struct pdf_object *set, size_t number)
{
    HPDF_Dict dict = present(HPDF_Dict_New(set->memory));
    set->objects = mem_grow(set->objects, set->count, &set->room, sizeof *set->objects);
    set->objects[set->count++] = (struct object){.number = number, .dict = dict};
    return (struct pdf_dict *)dict;
}

void pdf_object_stream(struct pdf_object *set, const void *bytes, size_t size)
{
    struct object *object = &set->objects[set->count - 1];
    if (size > INT32_MAX)
        HPDF_SetError(&set->error, HPDF_STREAM_READLN_CONTINUE, 0);
    HPDF_Dict_AddNumber(object->dict, "Length", (HPDF_INT32)size);
    object->bytes = size ? bytes : "";
    object->size = size;
}

void pdf_object_keep(struct pdf_object *set, struct buf *bytes)
{
    set->streams =
        mem_grow(set->streams, set->stream_count, &set->stream_room, sizeof *set->streams);
    set->streams[set->stream_count++] = *bytes;
    pdf_object_stream(set, bytes->data, bytes->size);
    *bytes = (struct buf){0};
}

void pdf_object_deflate(struct pdf_object *set, struct flate *flate, const struct buf *bytes)
{
    struct buf packed = {0};
    flate_add(flate, buf_text(bytes), bytes->size, &packed);
    HPDF_Dict_AddName(set->objects[set->count - 1].dict, "Filter", "FlateDecode");
    pdf_object_keep(set, &packed);
}

void pdf_dict_name(struct pdf_dict *dict, const char *key, const char *name)
{
    HPDF_Dict_AddName(dict_of(dict), key, name);
}

void pdf_dict_integer(struct pdf_dict *dict, const char *key, int32_t number)
{
    HPDF_Dict_AddNumber(dict_of(dict), key, number);
}

void pdf_dict_bool(struct pdf_dict *dict, const char *key, bool truth)
{
    HPDF_Dict_AddBoolean(dict_of(dict), key, truth ? HPDF_TRUE : HPDF_FALSE);
}

void pdf_dict_ref(struct pdf_dict *dict, const char *key, size_t number)
{
    HPDF_Dict into = dict_of(dict);
    HPDF_Dict_Add(into, key, reference(set_of(into->error), number));
}

static bool is_ascii(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text >= 0x7F || (unsigned char)*text < ' ')
            return false;
    return true;
}

static void *text_string(HPDF_MMgr memory, const char *text)
{
    if (is_ascii(text))
        return HPDF_String_New(memory, text, NULL);
    struct buf units = {0};
    size_t size = strlen(text);
    buf_reserve(&units, 2 + 2 * size);
    buf_add(&units, "\xFE\xFF", 2);
    pdf_token_utf16(&units, text, size);
    HPDF_Binary made = HPDF_Binary_New(memory, (HPDF_BYTE *)units.data, (HPDF_UINT)units.size);
    buf_free(&units);
    return made;
}

void pdf_dict_text(struct pdf_dict *dict, const char *key, const char *text)
{
    HPDF_Dict into = dict_of(dict);
    HPDF_Dict_Add(into, key, text_string(into->mmgr, text));
}

struct pdf_dict *pdf_dict_dict(struct pdf_dict *dict, const char *key)
{
    HPDF_Dict into = dict_of(dict);
    HPDF_Dict made = present(HPDF_Dict_New(into->mmgr));
    HPDF_Dict_Add(into, key, made);
    return (struct pdf_dict *)made;
}

struct pdf_array *pdf_dict_array(struct pdf_dict *dict, const char *key)
{
    HPDF_Dict into = dict_of(dict);
    HPDF_Array made = present(HPDF_Array_New(into->mmgr));
    HPDF_Dict_Add(into, key, made);
    return (struct pdf_array *)made;
}

void pdf_dict_box(struct pdf_dict *dict, const char *key, const double box[4])
{
    HPDF_Array array = array_of(pdf_dict_array(dict, key));
    for (size_t i = 0; i < 4; i++)
        HPDF_Array_AddReal(array, (HPDF_REAL)box[i]);
}

void pdf_array_integer(struct pdf_array *array, int32_t number)
{
    HPDF_Array_AddNumber(array_of(array), number);
}

void pdf_array_ref(struct pdf_array *array, size_t number)
{
    HPDF_Array into = array_of(array);
    HPDF_Array_Add(into, reference(set_of(into->error), number));
}

void pdf_array_name(struct pdf_array *array, const char *name)
{
    HPDF_Array_AddName(array_of(array), name);
}

void pdf_array_text(struct pdf_array *array, const char *text)
{
    HPDF_Array into = array_of(array);
    HPDF_Array_Add(into, text_string(into->mmgr, text));
}

void pdf_array_null(struct pdf_array *array)
{
    HPDF_Array into = array_of(array);
    HPDF_Array_Add(into, HPDF_Null_New(into->mmgr));
}

struct pdf_array *pdf_array_array(struct pdf_array *array)
{
    HPDF_Array into = array_of(array);
    HPDF_Array made = present(HPDF_Array_New(into->mmgr));
    HPDF_Array_Add(into, made);
    return (struct pdf_array *)made;
}

/* libharu's write function of the dictionary with the placeholder. */
static HPDF_STATUS write_blank(HPDF_Dict dict, HPDF_Stream stream)
{
    static const char range[] = "[0000000000 0000000000 0000000000 0000000000]";
    _Static_assert(sizeof range - 1 == RANGE_SIZE, "ten digits for each of four numbers");
    const struct blank *blank = dict->attr;
    struct buf *out = stream->attr;
    struct placeholder *placeholder = blank->placeholder;

    buf_puts(out, "/ByteRange ");
    placeholder->range_at = out->size;
    placeholder->range_size = RANGE_SIZE;
    buf_puts(out, range);
    buf_puts(out, "\n/Contents ");
    placeholder->contents_at = out->size;
    placeholder->contents_size = blank->contents_size;
    char *contents = buf_reserve(out, blank->contents_size);
    memset(contents, '0', blank->contents_size);
    contents[0] = '<';
    contents[blank->contents_size - 1] = '>';
    out->size += blank->contents_size;
    buf_putc(out, '\n');
    return HPDF_OK;
}

void pdf_dict_placeholder(struct pdf_dict *dict, size_t contents_size,
                          struct placeholder *placeholder)
{
    HPDF_Dict into = dict_of(dict);
    struct pdf_object *set = set_of(into->error);
    struct blank *blank = arena_new(&set->arena, 1, sizeof *blank);
    set->objects[set->count - 1].outside = true;
    blank->contents_size = contents_size;
    blank->placeholder = placeholder;
    into->attr = blank;
    into->write_fn = write_blank;
}

static HPDF_STATUS write_bytes(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT size)
{
    buf_add(stream->attr, bytes, size);
    return HPDF_OK;
}

static HPDF_STATUS write_object(const struct object *object, HPDF_Stream stream)
{
    struct buf *out = stream->attr;
    pdf_token_integer(out, (int64_t)object->number);
    buf_puts(out, " 0 obj\n");
    HPDF_STATUS status = HPDF_Obj_WriteValue(object->dict, stream, NULL);
    if (object->bytes) {
        buf_puts(out, "\nstream\n");
        buf_add(out, object->bytes, object->size);
        buf_puts(out, "\nendstream");
    }
    buf_puts(out, "\nendobj\n");
    return status;
}

/* What libharu finds wrong, in words; NULL for what should not occur. */
static const char *sentence_of(HPDF_STATUS status)
{
    switch (status) {
    case HPDF_NAME_OUT_OF_RANGE:
        return N_("The PDF cannot be made: a name is longer than 127 bytes.");
    case HPDF_BINARY_LENGTH_ERR:
    case HPDF_STRING_OUT_OF_RANGE:
        return N_("The PDF cannot be made: a text is longer than 65,535 bytes.");
    case HPDF_ARRAY_COUNT_ERR:
    case HPDF_DICT_COUNT_ERR:
        return N_("The PDF cannot be made: an object has too many members.");
    case HPDF_XREF_COUNT_ERR:
        return N_("The PDF cannot be made: it has too many objects.");
    case HPDF_STREAM_READLN_CONTINUE:
        return N_("The PDF cannot be made: a stream is larger than 2 GiB.");
    default:
        return NULL;
    }
}

static bool finish(HPDF_STATUS status, struct error *err)
{
    const char *sentence = sentence_of(status);
    if (status == HPDF_OK)
        return true;
    if (sentence)
        error_set_sentence(err, "pdf-object-failed", sentence);
    else
        error_set(err, "pdf-object-failed",
                  "The PDF cannot be made: the PDF library reports the error 0x%04zX.",
                  (size_t)status);
    if (status == HPDF_BINARY_LENGTH_ERR || status == HPDF_STRING_OUT_OF_RANGE)
        return error_advise(err, "Shorten the texts of the template or the list.");
    return error_internal(err);
}

static struct _HPDF_Stream_Rec stream_to(struct pdf_object *set, struct buf *out)
{
    return (struct _HPDF_Stream_Rec){
        .sig_bytes = HPDF_STREAM_SIG_BYTES,
        .type = HPDF_STREAM_CALLBACK,
        .mmgr = set->memory,
        .error = &set->error,
        .write_fn = write_bytes,
        .attr = out,
    };
}

bool pdf_object_write(struct pdf_object *set, struct buf *out, size_t *offsets,
                      struct error *err)
{
    struct _HPDF_Stream_Rec stream = stream_to(set, out);
    HPDF_STATUS status = HPDF_Error_GetCode(&set->error);
    for (size_t i = 0; status == HPDF_OK && i < set->count; i++) {
        offsets[set->objects[i].number] = out->size;
        status = write_object(&set->objects[i], &stream);
    }
    return finish(status, err);
}

/* Appends an object stream: its numbers and offsets, and behind them the objects. */
static void put_object_stream(size_t number, size_t count, const struct buf *index,
                              const struct buf *objects, struct flate *flate, struct buf *out)
{
    struct buf plain = {0}, packed = {0};
    buf_add(&plain, index->data, index->size);
    buf_add(&plain, objects->data, objects->size);
    flate_add(flate, plain.data, plain.size, &packed);
    buf_printf(out,
               "%zu 0 obj\n<</Type/ObjStm/N %zu/First %zu/Filter/FlateDecode/Length %zu>>"
               "\nstream\n",
               number, count, index->size, packed.size);
    buf_add(out, packed.data, packed.size);
    buf_puts(out, "\nendstream\nendobj\n");
    buf_free(&plain);
    buf_free(&packed);
}

bool pdf_object_pack(struct pdf_object *set, size_t number, struct flate *flate, size_t base,
                     struct buf *out, struct pdf_xref *xref, struct error *err)
{
    struct buf index = {0}, objects = {0};
    struct _HPDF_Stream_Rec plain = stream_to(set, out), packed = stream_to(set, &objects);
    HPDF_STATUS status = HPDF_Error_GetCode(&set->error);
    size_t count = 0;
    for (size_t i = 0; status == HPDF_OK && i < set->count; i++) {
        const struct object *object = &set->objects[i];
        if (object->bytes || object->outside) {
            pdf_xref_add(xref, (struct pdf_xref_entry){object->number, 0, base + out->size});
            status = write_object(object, &plain);
            continue;
        }
        pdf_xref_add(xref, (struct pdf_xref_entry){object->number, number, count++});
        buf_printf(&index, "%zu %zu ", object->number, objects.size);
        status = HPDF_Obj_WriteValue(object->dict, &packed, NULL);
        buf_putc(&objects, '\n');
    }
    if (status == HPDF_OK && count > 0) {
        pdf_xref_add(xref, (struct pdf_xref_entry){number, 0, base + out->size});
        put_object_stream(number, count, &index, &objects, flate, out);
    }
    buf_free(&index);
    buf_free(&objects);
    return finish(status, err);
}
