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
};

/* What the write function of a signature's dictionary needs. */
struct blank {
    size_t contents_size;
    struct hole *hole;
};

struct pdfobj {
    struct _HPDF_Error_Rec error; /* the first one; libharu keeps no other state */
    HPDF_MMgr memory;
    struct object *objects;
    size_t count, room;
    struct arena arena; /* of what references and write functions point to */
};

/* The opaque types of the header are libharu's; the set is found by its error record. */
static HPDF_Dict dict_of(struct pdfdict *dict)
{
    return (HPDF_Dict)dict;
}

static HPDF_Array array_of(struct pdfarray *array)
{
    return (HPDF_Array)array;
}

static struct pdfobj *set_of(HPDF_Error error)
{
    return error->user_data;
}

struct pdfobj *pdfobj_new(void)
{
    struct pdfobj *set = mem_new(1, sizeof *set);
    HPDF_Error_Init(&set->error, set);
    set->memory = HPDF_MMgr_New(&set->error, 0, NULL, NULL);
    if (!set->memory)
        abort();
    return set;
}

void pdfobj_clear(struct pdfobj *set)
{
    for (size_t i = 0; i < set->count; i++)
        HPDF_Dict_Free(set->objects[i].dict);
    set->count = 0;
    arena_reset(&set->arena);
    HPDF_Error_Reset(&set->error);
}

void pdfobj_free(struct pdfobj *set)
{
    if (!set)
        return;
    pdfobj_clear(set);
    HPDF_MMgr_Free(set->memory);
    free(set->objects);
    arena_free(&set->arena);
    free(set);
}

/* libharu returns NULL only when memory is exhausted, which ends the program (mem.h). */
static void *present(void *made)
{
    if (!made)
        abort();
    return made;
}

/* Something with an object's number that a dictionary or an array can take as a reference. */
static void *reference(struct pdfobj *set, size_t number)
{
    if (number == 0 || number > HPDF_LIMIT_MAX_XREF_ELEMENT)
        HPDF_SetError(&set->error, HPDF_XREF_COUNT_ERR, 0);
    HPDF_Obj_Header *header = arena_new(&set->arena, 1, sizeof *header);
    header->obj_id = (HPDF_UINT32)number | HPDF_OTYPE_INDIRECT;
    return header;
}

struct pdfdict *pdfobj_dict(struct pdfobj *set, size_t number)
{
    HPDF_Dict dict = present(HPDF_Dict_New(set->memory));
    set->objects = mem_grow(set->objects, set->count, &set->room, sizeof *set->objects);
    set->objects[set->count++] = (struct object){.number = number, .dict = dict};
    return (struct pdfdict *)dict;
}

void pdfobj_stream(struct pdfobj *set, const void *bytes, size_t size)
{
    struct object *object = &set->objects[set->count - 1];
    if (size > INT32_MAX)
        HPDF_SetError(&set->error, HPDF_STREAM_READLN_CONTINUE, 0);
    HPDF_Dict_AddNumber(object->dict, "Length", (HPDF_INT32)size);
    object->bytes = size ? bytes : "";
    object->size = size;
}

void pdfdict_name(struct pdfdict *dict, const char *key, const char *name)
{
    HPDF_Dict_AddName(dict_of(dict), key, name);
}

void pdfdict_integer(struct pdfdict *dict, const char *key, int32_t number)
{
    HPDF_Dict_AddNumber(dict_of(dict), key, number);
}

void pdfdict_bool(struct pdfdict *dict, const char *key, bool truth)
{
    HPDF_Dict_AddBoolean(dict_of(dict), key, truth ? HPDF_TRUE : HPDF_FALSE);
}

void pdfdict_ref(struct pdfdict *dict, const char *key, size_t number)
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

void pdfdict_text(struct pdfdict *dict, const char *key, const char *text)
{
    HPDF_Dict into = dict_of(dict);
    if (is_ascii(text)) {
        HPDF_Dict_Add(into, key, HPDF_String_New(into->mmgr, text, NULL));
        return;
    }
    struct buf units = {0};
    buf_add(&units, "\xFE\xFF", 2);
    pdfput_utf16(&units, text, strlen(text));
    HPDF_Dict_Add(into, key,
                  HPDF_Binary_New(into->mmgr, (HPDF_BYTE *)units.data, (HPDF_UINT)units.size));
    buf_free(&units);
}

struct pdfdict *pdfdict_dict(struct pdfdict *dict, const char *key)
{
    HPDF_Dict into = dict_of(dict);
    HPDF_Dict made = present(HPDF_Dict_New(into->mmgr));
    HPDF_Dict_Add(into, key, made);
    return (struct pdfdict *)made;
}

struct pdfarray *pdfdict_array(struct pdfdict *dict, const char *key)
{
    HPDF_Dict into = dict_of(dict);
    HPDF_Array made = present(HPDF_Array_New(into->mmgr));
    HPDF_Dict_Add(into, key, made);
    return (struct pdfarray *)made;
}

void pdfdict_box(struct pdfdict *dict, const char *key, const double box[4])
{
    HPDF_Array array = array_of(pdfdict_array(dict, key));
    for (size_t i = 0; i < 4; i++)
        HPDF_Array_AddReal(array, (HPDF_REAL)box[i]);
}

void pdfarray_name(struct pdfarray *array, const char *name)
{
    HPDF_Array_AddName(array_of(array), name);
}

void pdfarray_integer(struct pdfarray *array, int32_t number)
{
    HPDF_Array_AddNumber(array_of(array), number);
}

void pdfarray_ref(struct pdfarray *array, size_t number)
{
    HPDF_Array into = array_of(array);
    HPDF_Array_Add(into, reference(set_of(into->error), number));
}

void pdfarray_null(struct pdfarray *array)
{
    HPDF_Array into = array_of(array);
    HPDF_Array_Add(into, HPDF_Null_New(into->mmgr));
}

struct pdfdict *pdfarray_dict(struct pdfarray *array)
{
    HPDF_Array into = array_of(array);
    HPDF_Dict made = present(HPDF_Dict_New(into->mmgr));
    HPDF_Array_Add(into, made);
    return (struct pdfdict *)made;
}

struct pdfarray *pdfarray_array(struct pdfarray *array)
{
    HPDF_Array into = array_of(array);
    HPDF_Array made = present(HPDF_Array_New(into->mmgr));
    HPDF_Array_Add(into, made);
    return (struct pdfarray *)made;
}

/* libharu's write function of the dictionary with the hole. */
static HPDF_STATUS write_blank(HPDF_Dict dict, HPDF_Stream stream)
{
    static const char range[] = "[0000000000 0000000000 0000000000 0000000000]";
    _Static_assert(sizeof range - 1 == RANGE_SIZE, "ten digits for each of four numbers");
    const struct blank *blank = dict->attr;
    struct buf *out = stream->attr;
    struct hole *hole = blank->hole;

    buf_puts(out, "/ByteRange ");
    hole->range_at = out->size;
    hole->range_size = RANGE_SIZE;
    buf_puts(out, range);
    buf_puts(out, "\n/Contents ");
    hole->contents_at = out->size;
    hole->contents_size = blank->contents_size;
    char *contents = buf_reserve(out, blank->contents_size);
    memset(contents, '0', blank->contents_size);
    contents[0] = '<';
    contents[blank->contents_size - 1] = '>';
    out->size += blank->contents_size;
    buf_putc(out, '\n');
    return HPDF_OK;
}

void pdfdict_hole(struct pdfdict *dict, size_t contents_size, struct hole *hole)
{
    HPDF_Dict into = dict_of(dict);
    struct blank *blank = arena_new(&set_of(into->error)->arena, 1, sizeof *blank);
    blank->contents_size = contents_size;
    blank->hole = hole;
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
    pdfput_integer(out, (int64_t)object->number);
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

static const char *reason(HPDF_STATUS status)
{
    switch (status) {
    case HPDF_NAME_OUT_OF_RANGE:
        return "a name is longer than 127 bytes";
    case HPDF_BINARY_LENGTH_ERR:
    case HPDF_STRING_OUT_OF_RANGE:
        return "a text is longer than 65,535 bytes";
    case HPDF_ARRAY_COUNT_ERR:
    case HPDF_DICT_COUNT_ERR:
        return "an object has too many members";
    case HPDF_XREF_COUNT_ERR:
        return "there are too many objects";
    case HPDF_STREAM_READLN_CONTINUE:
        return "a stream is larger than 2 GiB";
    default:
        return "libharu reports an error that should not occur";
    }
}

bool pdfobj_write(struct pdfobj *set, struct buf *out, size_t *offsets, struct err *err)
{
    struct _HPDF_Stream_Rec stream = {
        .sig_bytes = HPDF_STREAM_SIG_BYTES,
        .type = HPDF_STREAM_CALLBACK,
        .mmgr = set->memory,
        .error = &set->error,
        .write_fn = write_bytes,
        .attr = out,
    };
    HPDF_STATUS status = HPDF_Error_GetCode(&set->error);
    for (size_t i = 0; status == HPDF_OK && i < set->count; i++) {
        offsets[set->objects[i].number] = out->size;
        status = write_object(&set->objects[i], &stream);
    }
    return status == HPDF_OK ||
           err_set(err, "The PDF cannot be made: %s (code 0x%04lX).", reason(status), status);
}
