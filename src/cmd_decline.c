#include "cmd_decline.h"

#include "kazakh.h"
#include "russian.h"
#include "utf8.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the command line asks for. */
struct wish {
    bool kazakh;
    enum kazakh_case kazakh_case;
    enum russian_case russian_case;
    enum name_part part;
    enum gender gender;
    bool tsv;
    struct kazakh *kk;
    struct russian *ru;
};

static int usage(const char *why, const char *what)
{
    fprintf(stderr, "kualik decline: %s%s%s\n", why, *what ? ": " : "", what);
    fputs("Usage: kualik decline --lang kk|ru --case CASE [--part full|last|first|patronymic|"
          "noun] [--gender m|f] [--tsv] [NAME...]\n"
          "Cases: kk: ilik barys tabys jatys shygys komektes; ru: gen dat acc ins prep\n",
          stderr);
    return 2;
}

/* Declines one name and prints it. Returns false if it cannot be declined. */
static bool decline_one(const struct wish *wish, struct arena *arena, const char *name,
                        enum gender gender, struct err *err)
{
    struct declined declined;
    bool done = wish->kazakh
                    ? kazakh_decline(wish->kk, arena, name, wish->part, wish->kazakh_case,
                                     &declined, err)
                    : russian_decline(wish->ru, arena, name, wish->part, gender,
                                      wish->russian_case, &declined, err);
    if (done && declined.note)
        fprintf(stderr, "kualik decline: note: %s: %s\n", name, declined.note);
    puts(done ? declined.text : "");
    return done;
}

/* Takes the gender column off the line; an empty one says nothing. */
static bool cut_gender(char *line, enum gender *gender, struct err *err)
{
    char *tab = strchr(line, '\t');
    if (!tab)
        return true;
    *tab++ = 0;
    tab[strcspn(tab, "\t")] = 0;
    return !*tab || gender_read(tab, gender) ||
           err_set(err, "“%s” is no gender; wanted is m or f.", tab);
}

/* Declines one line of input, and says on stderr why not. */
static bool decline_line(const struct wish *wish, struct arena *arena, char *line, size_t size)
{
    struct err err;
    size_t bad;
    enum gender gender = wish->gender;
    if (!utf8_valid(line, size, &bad)) {
        puts("");
        fputs("kualik decline: A name is not text in UTF-8.\n", stderr);
        return false;
    }
    if (wish->tsv && !cut_gender(line, &gender, &err)) {
        puts("");
        fprintf(stderr, "kualik decline: %s: %s\n", line, err.text);
        return false;
    }
    const char *name = utf8_nfc(arena, line);
    bool done = decline_one(wish, arena, name, gender, &err);
    if (!done)
        fprintf(stderr, "kualik decline: %s: %s\n", name, err.text);
    return done;
}

static int decline_input(const struct wish *wish, struct arena *arena)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t size;
    bool all = true;
    while ((size = getline(&line, &room, stdin)) >= 0) {
        while (size && (line[size - 1] == '\n' || line[size - 1] == '\r'))
            line[--size] = 0;
        all &= decline_line(wish, arena, line, (size_t)size);
        arena_reset(arena);
    }
    free(line);
    return all ? 0 : 1;
}

static int run(struct wish *wish, int count, char **names)
{
    struct err err;
    struct arena arena = {0};
    wish->kk = wish->kazakh ? kazakh_new(&err) : NULL;
    wish->ru = wish->kazakh ? NULL : russian_new(&err);
    if (!wish->kk && !wish->ru)
        return usage(err.text, "");
    int status = 0;
    if (!count)
        status = decline_input(wish, &arena);
    for (int i = 0; i < count; i++)
        if (!decline_line(wish, &arena, names[i], strlen(names[i])))
            status = 1;
    arena_free(&arena);
    kazakh_free(wish->kk);
    russian_free(wish->ru);
    if (fflush(stdout)) {
        perror("kualik decline");
        return 2;
    }
    return status;
}

int cmd_decline(int argc, char **argv)
{
    static const struct option options[] = {
        {"lang", required_argument, NULL, 'l'},   {"case", required_argument, NULL, 'c'},
        {"part", required_argument, NULL, 'p'},   {"gender", required_argument, NULL, 'g'},
        {"tsv", no_argument, NULL, 't'},          {NULL, 0, NULL, 0},
    };
    struct wish wish = {.part = NAME_FULL};
    const char *lang = "", *form = NULL;
    int option;
    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option == 'l')
            lang = optarg;
        else if (option == 'c')
            form = optarg;
        else if (option == 't')
            wish.tsv = true;
        else if (option == 'p' && !name_part_read(optarg, &wish.part))
            return usage("There is no such part of a name", optarg);
        else if (option == 'g' && !gender_read(optarg, &wish.gender))
            return usage("There is no such gender", optarg);
        else if (option == '?')
            return usage("The options make no sense", "");
    }
    wish.kazakh = !strcmp(lang, "kk");
    if (!wish.kazakh && strcmp(lang, "ru") != 0)
        return usage("The language is kk or ru", lang);
    if (!form || (wish.kazakh ? !kazakh_case_read(form, &wish.kazakh_case)
                              : !russian_case_read(form, &wish.russian_case)))
        return usage("The language has no such case", form ? form : "");
    return run(&wish, argc - optind, argv + optind);
}
