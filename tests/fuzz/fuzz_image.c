/* Fuzzes the loading of pictures: `make fuzz`. */
#include "draw/image_load.h"
#include "memory_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size); /* called by libFuzzer */

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct image image;
    struct error err;
    if (image_load(memory_file(bytes, size), &image, &err)) {
        assert(image.width > 0 && image.height > 0 && image.data.size > 0);
        image_free(&image);
    }
    return 0;
}
