#include "spelling.h"

#include "script.h"
#include "utf8.h"

#include <stdbool.h>
#include <string.h>

/* Where in the word it must stand. */
enum where { ANYWHERE, BEGINS, ENDS, WHOLE };

/* The first rules hold for the Kazakh word itself, whatever other letters it has. */
enum { PATRONYMIC_RULES = 2 };

/* Parts of names whose Kazakh spelling never goes without a Kazakh letter. What also begins
 * Russian, Tatar or Uzbek names as they are (Кара-, Мал-, Галин-) is left out. */
static const struct {
    enum where where;
    struct spelling spelling;
} rules[] = {
    {ENDS, {"кызы", "қызы"}},        {ENDS, {"улы", "ұлы"}},
    {ANYWHERE, {"гуль", "гүл"}},     {BEGINS, {"нур", "нұр"}},
    {ENDS, {"нур", "нұр"}},          {ANYWHERE, {"мурат", "мұрат"}},
    {ANYWHERE, {"галиев", "ғалиев"}}, {ANYWHERE, {"магамбет", "мағамбет"}},
    {ANYWHERE, {"мухамбет", "мұхамбет"}}, {ANYWHERE, {"султан", "сұлтан"}},
    {BEGINS, {"абдр", "әбдір"}},     {BEGINS, {"абди", "әбді"}},
    {BEGINS, {"адиль", "әділ"}},     {BEGINS, {"айгерим", "әйгерім"}},
    {BEGINS, {"айсулу", "айсұлу"}},  {BEGINS, {"акбота", "ақбота"}},
    {BEGINS, {"акмарал", "ақмарал"}}, {BEGINS, {"акылбек", "ақылбек"}},
    {BEGINS, {"алибек", "әлібек"}},  {BEGINS, {"алихан", "әлихан"}},
    {WHOLE, {"алия", "әлия"}},       {BEGINS, {"аманкул", "аманқұл"}},
    {WHOLE, {"асель", "әсел"}},      {BEGINS, {"аскар", "асқар"}},
    {BEGINS, {"аубакир", "әубәкір"}}, {BEGINS, {"ауез", "әуез"}},
    {ANYWHERE, {"бакыт", "бақыт"}},  {BEGINS, {"бейбит", "бейбіт"}},
    {WHOLE, {"берик", "берік"}},     {BEGINS, {"бериковн", "берік"}},
    {BEGINS, {"ботагоз", "ботагөз"}}, {BEGINS, {"габби", "ғабби"}},
    {BEGINS, {"габдр", "ғабд"}},     {BEGINS, {"габит", "ғабит"}},
    {BEGINS, {"галым", "ғалым"}},    {BEGINS, {"гаухар", "гауһар"}},
    {BEGINS, {"гульн", "гүлн"}},     {BEGINS, {"даулет", "дәулет"}},
    {BEGINS, {"даурен", "дәурен"}},  {BEGINS, {"дуйсен", "дүйсен"}},
    {BEGINS, {"дюсен", "дүйсен"}},   {BEGINS, {"енлик", "еңлік"}},
    {BEGINS, {"ергали", "ерғали"}},  {BEGINS, {"еркебулан", "еркебұлан"}},
    {BEGINS, {"еркин", "еркін"}},    {BEGINS, {"ескали", "есқали"}},
    {BEGINS, {"жаксы", "жақсы"}},    {BEGINS, {"жанибек", "жәнібек"}},
    {ENDS, {"жибек", "жібек"}},      {BEGINS, {"жума", "жұма"}},
    {BEGINS, {"жусуп", "жүсіп"}},    {BEGINS, {"кабиден", "қабиден"}},
    {BEGINS, {"кадыр", "қадыр"}},    {BEGINS, {"казыбек", "қазыбек"}},
    {BEGINS, {"каирб", "қайырб"}},   {BEGINS, {"кайрат", "қайрат"}},
    {BEGINS, {"кайсар", "қайсар"}},  {BEGINS, {"калиев", "қалиев"}},
    {BEGINS, {"калыбек", "қалыбек"}}, {BEGINS, {"канат", "қанат"}},
    {BEGINS, {"карлыгаш", "қарлығаш"}}, {BEGINS, {"касен", "қасен"}},
    {BEGINS, {"касым", "қасым"}},    {BEGINS, {"кенес", "кеңес"}},
    {BEGINS, {"кожабек", "қожабек"}}, {BEGINS, {"кожахмет", "қожахмет"}},
    {BEGINS, {"коныс", "қоныс"}},    {BEGINS, {"куандык", "қуандық"}},
    {BEGINS, {"куаныш", "қуаныш"}},  {BEGINS, {"кудайберген", "құдайберген"}},
    {BEGINS, {"куляш", "күләш"}},    {BEGINS, {"куттыбек", "құттыбек"}},
    {BEGINS, {"кыдыр", "қыдыр"}},    {BEGINS, {"кымбат", "қымбат"}},
    {WHOLE, {"ляззат", "ләззат"}},   {BEGINS, {"маргулан", "марғұлан"}},
    {BEGINS, {"мукан", "мұқан"}},    {BEGINS, {"мукаш", "мұқаш"}},
    {BEGINS, {"мухамед", "мұхамед"}}, {BEGINS, {"мухтар", "мұхтар"}},
    {BEGINS, {"ныгмет", "нығмет"}},  {BEGINS, {"омирзак", "өмірзақ"}},
    {BEGINS, {"оркен", "өркен"}},    {BEGINS, {"рустем", "рүстем"}},
    {BEGINS, {"рымкул", "рымқұл"}},  {BEGINS, {"сабит", "сәбит"}},
    {BEGINS, {"сагат", "сағат"}},    {BEGINS, {"сагындык", "сағындық"}},
    {BEGINS, {"садвакас", "сәдуақас"}}, {BEGINS, {"сакен", "сәкен"}},
    {BEGINS, {"сауле", "сәуле"}},    {WHOLE, {"серик", "серік"}},
    {BEGINS, {"сериковн", "серік"}}, {BEGINS, {"смагул", "смағұл"}},
    {BEGINS, {"сункар", "сұңқар"}},  {BEGINS, {"талгат", "талғат"}},
    {BEGINS, {"темир", "темір"}},    {BEGINS, {"тлеу", "тілеу"}},
    {BEGINS, {"токтар", "тоқтар"}},  {BEGINS, {"токтас", "тоқтас"}},
    {BEGINS, {"тулеген", "төлеген"}}, {BEGINS, {"тулеу", "төлеу"}},
    {BEGINS, {"турсын", "тұрсын"}},  {BEGINS, {"узакбай", "ұзақбай"}},
    {BEGINS, {"улжан", "ұлжан"}},    {BEGINS, {"улпан", "ұлпан"}},
    {BEGINS, {"умирзак", "өмірзақ"}}, {WHOLE, {"умит", "үміт"}},
    {BEGINS, {"утеген", "өтеген"}},  {BEGINS, {"утеп", "өтеп"}},
    {BEGINS, {"шаймерден", "шәймерден"}}, {BEGINS, {"шынгыс", "шыңғыс"}},
};

enum { RULE_COUNT = sizeof rules / sizeof *rules };

static bool has_kazakh_letter(const char *text)
{
    for (const char *end = text + strlen(text); text < end;)
        if (script_is_kazakh(utf8_next(&text, end)))
            return true;
    return false;
}

static bool is_cyrillic(const char *text)
{
    for (const char *end = text + strlen(text); text < end;)
        if (script_of(utf8_next(&text, end)) != SCRIPT_CYRILLIC)
            return false;
    return true;
}

static bool stands(const char *word, const char *part, enum where where)
{
    size_t size = strlen(word), length = strlen(part);
    if (size < length)
        return false;
    bool begins = memcmp(word, part, length) == 0;
    bool ends = memcmp(word + size - length, part, length) == 0;
    switch (where) {
    case ANYWHERE:
        break;
    case BEGINS:
        return begins;
    case ENDS: /* behind something: Улы is a name, too */
        return ends && size > length;
    case WHOLE:
        return begins && size == length;
    }
    return strstr(word, part) != NULL;
}

const struct spelling *spelling_suspect(struct arena *arena, const char *kazakh,
                                        const char *russian)
{
    if (!is_cyrillic(kazakh))
        return NULL;
    const char *word = utf8_lower(arena, kazakh, "kk");
    for (size_t i = 0; i < PATRONYMIC_RULES; i++)
        if (stands(word, rules[i].spelling.russian, rules[i].where))
            return &rules[i].spelling;
    if (has_kazakh_letter(kazakh))
        return NULL;
    word = utf8_lower(arena, russian, "ru");
    for (size_t i = 0; i < RULE_COUNT; i++)
        if (stands(word, rules[i].spelling.russian, rules[i].where))
            return &rules[i].spelling;
    return NULL;
}
