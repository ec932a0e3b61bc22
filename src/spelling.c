#include "spelling.h"

#include "script.h"
#include "utf8.h"

#include <stdbool.h>
#include <string.h>

/* Where in the word it must stand. */
enum where { ANYWHERE, BEGINS, ENDS, WHOLE };

/* The first rules hold for the Kazakh word itself, whatever other letters it has. */
enum { PATRONYMIC_RULES = 2 };

/* clang-format off */
/* Parts of names whose Kazakh spelling never goes without a Kazakh letter. What also begins
 * Russian, Tatar or Uzbek names as they are (Кара-, Мал-, Галин-) is left out. */
static const struct {
    enum where where;
    struct spelling spelling;
} rules[] = {
    {ENDS, {"кызы", "қызы"}}, {ENDS, {"улы", "ұлы"}}, {ANYWHERE, {"бакыт", "бақыт"}},
    {ANYWHERE, {"галиев", "ғалиев"}}, {ANYWHERE, {"гуль", "гүл"}},
    {ANYWHERE, {"магамбет", "мағамбет"}}, {ANYWHERE, {"мурат", "мұрат"}},
    {ANYWHERE, {"мухамбет", "мұхамбет"}}, {ANYWHERE, {"султан", "сұлтан"}},
    {ENDS, {"жибек", "жібек"}}, {ENDS, {"нур", "нұр"}}, {WHOLE, {"алия", "әлия"}},
    {WHOLE, {"асель", "әсел"}}, {WHOLE, {"берик", "берік"}}, {WHOLE, {"ерсин", "ерсін"}},
    {WHOLE, {"ляззат", "ләззат"}}, {WHOLE, {"омир", "өмір"}}, {WHOLE, {"серик", "серік"}},
    {WHOLE, {"тлек", "тілек"}}, {WHOLE, {"умит", "үміт"}}, {WHOLE, {"усен", "үсен"}},
    {BEGINS, {"абди", "әбді"}}, {BEGINS, {"абдр", "әбдір"}}, {BEGINS, {"адиль", "әділ"}},
    {BEGINS, {"айгерим", "әйгерім"}}, {BEGINS, {"айжарык", "айжарық"}},
    {BEGINS, {"айсулу", "айсұлу"}}, {BEGINS, {"айткали", "айтқали"}},
    {BEGINS, {"акбота", "ақбота"}}, {BEGINS, {"акимбек", "әкімбек"}},
    {BEGINS, {"аккул", "аққұл"}}, {BEGINS, {"акмарал", "ақмарал"}},
    {BEGINS, {"акылбек", "ақылбек"}}, {BEGINS, {"акыш", "ақыш"}},
    {BEGINS, {"алибек", "әлібек"}}, {BEGINS, {"алимбе", "әлімбе"}},
    {BEGINS, {"алихан", "әлихан"}}, {BEGINS, {"альмукан", "әлмұқан"}},
    {BEGINS, {"аманкул", "аманқұл"}}, {BEGINS, {"аскар", "асқар"}},
    {BEGINS, {"аубакир", "әубәкір"}}, {BEGINS, {"ауез", "әуез"}},
    {BEGINS, {"багдат", "бағдат"}}, {BEGINS, {"баимбет", "бәйімбет"}},
    {BEGINS, {"байдаулет", "байдәулет"}}, {BEGINS, {"байзак", "байзақ"}},
    {BEGINS, {"батима", "бәтима"}}, {BEGINS, {"бейбит", "бейбіт"}},
    {BEGINS, {"бектур", "бектұр"}}, {BEGINS, {"бериковн", "берік"}},
    {BEGINS, {"ботагоз", "ботагөз"}}, {BEGINS, {"габбас", "ғаббас"}},
    {BEGINS, {"габби", "ғабби"}}, {BEGINS, {"габдр", "ғабд"}}, {BEGINS, {"габдул", "ғабдул"}},
    {BEGINS, {"габит", "ғабит"}}, {BEGINS, {"галым", "ғалым"}},
    {BEGINS, {"ганибек", "ғанибек"}}, {BEGINS, {"гаухар", "гауһар"}},
    {BEGINS, {"гибрат", "ғибрат"}}, {BEGINS, {"гульн", "гүлн"}},
    {BEGINS, {"даулет", "дәулет"}}, {BEGINS, {"даурен", "дәурен"}},
    {BEGINS, {"дуйсен", "дүйсен"}}, {BEGINS, {"дюсен", "дүйсен"}},
    {BEGINS, {"елеусин", "елеусін"}}, {BEGINS, {"енлик", "еңлік"}},
    {BEGINS, {"ергаз", "ерғаз"}}, {BEGINS, {"ергали", "ерғали"}},
    {BEGINS, {"еркебулан", "еркебұлан"}}, {BEGINS, {"еркин", "еркін"}},
    {BEGINS, {"ескали", "есқали"}}, {BEGINS, {"ескара", "есқара"}},
    {BEGINS, {"жаксы", "жақсы"}}, {BEGINS, {"жанаберген", "жаңаберген"}},
    {BEGINS, {"жанибек", "жәнібек"}}, {BEGINS, {"жарылкасын", "жарылқасын"}},
    {BEGINS, {"жибек", "жібек"}}, {BEGINS, {"жума", "жұма"}}, {BEGINS, {"жусуп", "жүсіп"}},
    {BEGINS, {"зауре", "зәуре"}}, {BEGINS, {"изтурган", "ізтұрған"}},
    {BEGINS, {"кабиден", "қабиден"}}, {BEGINS, {"кадыр", "қадыр"}},
    {BEGINS, {"казыбек", "қазыбек"}}, {BEGINS, {"каирб", "қайырб"}},
    {BEGINS, {"кайрат", "қайрат"}}, {BEGINS, {"кайсар", "қайсар"}},
    {BEGINS, {"калиев", "қалиев"}}, {BEGINS, {"калыбек", "қалыбек"}},
    {BEGINS, {"канат", "қанат"}}, {BEGINS, {"карамурз", "қарамырз"}},
    {BEGINS, {"карлыгаш", "қарлығаш"}}, {BEGINS, {"касен", "қасен"}},
    {BEGINS, {"касым", "қасым"}}, {BEGINS, {"кенес", "кеңес"}},
    {BEGINS, {"кожабек", "қожабек"}}, {BEGINS, {"кожахмет", "қожахмет"}},
    {BEGINS, {"коныс", "қоныс"}}, {BEGINS, {"копжасар", "көпжасар"}},
    {BEGINS, {"кошекбай", "көшекбай"}}, {BEGINS, {"кошербай", "көшербай"}},
    {BEGINS, {"кошкарба", "қошқарба"}}, {BEGINS, {"куандык", "қуандық"}},
    {BEGINS, {"куаныш", "қуаныш"}}, {BEGINS, {"куат", "қуат"}},
    {BEGINS, {"кудайберген", "құдайберген"}}, {BEGINS, {"куляш", "күләш"}},
    {BEGINS, {"куттыбек", "құттыбек"}}, {BEGINS, {"кыдыр", "қыдыр"}},
    {BEGINS, {"кымбат", "қымбат"}}, {BEGINS, {"лайлим", "ләйлім"}},
    {BEGINS, {"магзум", "мағзұм"}}, {BEGINS, {"магрип", "мағрип"}},
    {BEGINS, {"маргулан", "марғұлан"}}, {BEGINS, {"мукан", "мұқан"}},
    {BEGINS, {"мукаш", "мұқаш"}}, {BEGINS, {"мухамед", "мұхамед"}},
    {BEGINS, {"мухтар", "мұхтар"}}, {BEGINS, {"нур", "нұр"}}, {BEGINS, {"ныгмет", "нығмет"}},
    {BEGINS, {"омирзак", "өмірзақ"}}, {BEGINS, {"онгар", "оңғар"}},
    {BEGINS, {"ондаш", "оңдаш"}}, {BEGINS, {"оркен", "өркен"}},
    {BEGINS, {"рустем", "рүстем"}}, {BEGINS, {"рымкул", "рымқұл"}},
    {BEGINS, {"сабит", "сәбит"}}, {BEGINS, {"сагат", "сағат"}},
    {BEGINS, {"сагындык", "сағындық"}}, {BEGINS, {"садвакас", "сәдуақас"}},
    {BEGINS, {"сакен", "сәкен"}}, {BEGINS, {"сауле", "сәуле"}}, {BEGINS, {"сейт", "сейіт"}},
    {BEGINS, {"сергазы", "серғазы"}}, {BEGINS, {"сериковн", "серік"}},
    {BEGINS, {"смагул", "смағұл"}}, {BEGINS, {"сункар", "сұңқар"}},
    {BEGINS, {"сыздык", "сыздық"}}, {BEGINS, {"тажиба", "тәжіба"}},
    {BEGINS, {"талгат", "талғат"}}, {BEGINS, {"темир", "темір"}},
    {BEGINS, {"тлепберген", "тілепберген"}}, {BEGINS, {"тлеу", "тілеу"}},
    {BEGINS, {"токтар", "тоқтар"}}, {BEGINS, {"токтас", "тоқтас"}},
    {BEGINS, {"торехан", "төрехан"}}, {BEGINS, {"тулеген", "төлеген"}},
    {BEGINS, {"тулеу", "төлеу"}}, {BEGINS, {"туменбай", "түменбай"}},
    {BEGINS, {"турар", "тұрар"}}, {BEGINS, {"турлыбек", "тұрлыбек"}},
    {BEGINS, {"турсун", "тұрсын"}}, {BEGINS, {"узакба", "ұзақба"}},
    {BEGINS, {"улжан", "ұлжан"}}, {BEGINS, {"улпан", "ұлпан"}},
    {BEGINS, {"умирзак", "өмірзақ"}}, {BEGINS, {"утеба", "өтеба"}},
    {BEGINS, {"утеген", "өтеген"}}, {BEGINS, {"утеп", "өтеп"}},
    {BEGINS, {"шаймерд", "шәймерд"}}, {BEGINS, {"шынгыс", "шыңғыс"}},
};
/* clang-format on */

enum { RULE_COUNT = sizeof rules / sizeof *rules };

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
    if (script_has_kazakh(kazakh))
        return NULL;
    word = utf8_lower(arena, russian, "ru");
    for (size_t i = 0; i < RULE_COUNT; i++)
        if (stands(word, rules[i].spelling.russian, rules[i].where))
            return &rules[i].spelling;
    return NULL;
}
