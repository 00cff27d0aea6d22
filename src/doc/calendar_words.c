#include "doc/calendar_words.h"

#include "base/map.h"
#include "base/utf8.h"

#include <pthread.h>
#include <string.h>

/*
 * Facts of the calendar, put together from CLDR's month and day names (Unicode licence) and the
 * short forms that mail programs print. One row a month; the order of the languages is English,
 * German, French, Spanish, Portuguese, Italian, Dutch, Swedish and its neighbours, Finnish, Polish,
 * Czech, Russian, Ukrainian, Hungarian, Romanian, Turkish, Greek, Hebrew, Arabic.
 */
static const char *const months[12] = {
	"january jan januar jänner jän janvier janv enero ene janeiro gennaio gen januari tammikuu "
	"tammikuuta stycznia styczeń sty ledna leden января январь янв січня січень január ianuarie "
	"ocak oca ιανουαρίου ιανουάριος ιαν ינואר בינואר ינו׳ يناير كانون\u00a0الثاني",
	"february feb februar février févr fév febrero fevereiro fev febbraio febbr februari "
	"helmikuu helmikuuta lutego luty lut února únor февраля февраль фев февр лютого лютий "
	"február februarie şubat şub φεβρουαρίου φεβρουάριος φεβ פברואר בפברואר פבר׳ فبراير شباط",
	"march mar märz mär mrz mars marzo março maart mrt maaliskuu maaliskuuta marca marzec "
	"března březen марта март мар березня березень március márc martie mart μαρτίου μάρτιος "
	"μαρ מרץ במרץ מרס مارس آذار",
	"april apr avril avr abril abr aprile avv huhtikuu huhtikuuta kwietnia kwiecień kwi dubna "
	"duben апреля апрель апр квітня квітень április ápr aprilie nisan nis απριλίου απρίλιος απρ "
	"אפריל באפריל אפר׳ أبريل إبريل نيسان",
	"may mai mayo maio maggio mag mei maj toukokuu toukokuuta maja května květen мая май травня "
	"травень május máj mayıs μαΐου μάιος μαϊ מאי במאי مايو أيار",
	"june jun juni juin junio junho jun giugno giu kesäkuu kesäkuuta czerwca czerwiec cze června "
	"červen июня июнь июн червня червень június jún iunie haziran haz ιουνίου ιούνιος ιουν יוני "
	"ביוני يونيو حزيران",
	"july jul juli juillet juil julio julho luglio lug heinäkuu heinäkuuta lipca lipiec lip "
	"července červenec июля июль июл липня липень július júl iulie temmuz tem ιουλίου ιούλιος "
	"ιουλ יולי ביולי يوليو تموز",
	"august aug août aoû agosto ago augustus augusti elokuu elokuuta sierpnia sierpień sie srpna "
	"srpen августа август авг серпня серпень augusztus ağustos ağu αυγούστου αύγουστος αυγ "
	"אוגוסט באוגוסט אוג׳ أغسطس آب",
	"september sept sep septembre septiembre setiembre setembro set settembre sett syyskuu "
	"syyskuuta września wrzesień wrz září сентября сентябрь сен сент вересня вересень szeptember "
	"szept septembrie eylül eyl σεπτεμβρίου σεπτέμβριος σεπ ספטמבר בספטמבר ספט׳ سبتمبر أيلول",
	"october oct oktober okt octobre octubre outubro out ottobre ott lokakuu lokakuuta "
	"października październik paź října říjen октября октябрь окт жовтня жовтень október "
	"octombrie ekim eki οκτωβρίου οκτώβριος οκτ אוקטובר באוקטובר אוק׳ أكتوبر تشرين\u00a0الأول",
	"november nov novembre noviembre novembro marraskuu marraskuuta listopada listopad lis "
	"listopadu ноября ноябрь ноя нояб листопада листопад novembrie kasım kas νοεμβρίου νοέμβριος "
	"νοε נובמבר בנובמבר נוב׳ نوفمبر تشرين\u00a0الثاني",
	"december dec dezember dez décembre déc diciembre dic dezembro dicembre joulukuu joulukuuta "
	"grudnia grudzień gru prosince prosinec декабря декабрь дек грудня грудень decembrie aralık "
	"ara δεκεμβρίου δεκέμβριος δεκ דצמבר בדצמבר דצמ׳ ديسمبر كانون\u00a0الأول",
};

static const char weekdays[] =
	"monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri "
	"sat sun montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr "
	"sa so lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim lunes "
	"martes miércoles jueves viernes sábado domingo mié jue vie sáb dom segunda terça quarta "
	"quinta sexta feira seg ter qua qui sex lunedì martedì mercoledì giovedì venerdì sabato "
	"domenica gio maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo måndag "
	"tisdag onsdag torsdag fredag lördag söndag mån tis ons tors fre lör sön mandag tirsdag lørdag "
	"søndag man tir lør søn maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai "
	"poniedziałek wtorek środa czwartek piątek sobota niedziela pon wt śr czw pt sob niedz pondělí "
	"úterý středa čtvrtek pátek neděle понедельник вторник среда четверг пятница суббота "
	"воскресенье пн вт ср чт пт сб вс понеділок вівторок середа четвер п'ятниця субота неділя "
	"hétfő kedd szerda csütörtök péntek szombat vasárnap pazartesi salı çarşamba perşembe cuma "
	"cumartesi pazar δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή יום ראשון שני שלישי "
	"רביעי חמישי שישי שבת الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت";

static const char glue[] = "at on um den dem der am le la les el à a las às alle ore il o om kl op de "
			   "del of em w dnia o godz godzinie v dne в г saat tarihinde at\u00a0 ב "
			   "בשעה ה في الساعة στις t klo klokken lúc uhr h";

static const char am_words[] = "am a.m. π.μ. ص öö vorm לפנה״צ";
static const char pm_words[] = "pm p.m. μ.μ. م ös nachm אחה״צ";

/* Names that mean one offset; IST, for one, means three. */
static const struct {
	const char *name;
	int minutes;
} zones[] = {
	{"gmt", 0}, {"utc", 0}, {"ut", 0}, {"z", 0}, {"wet", 0}, {"west", 60}, {"est", -300},
	{"edt", -240}, {"cst", -360}, {"cdt", -300}, {"mst", -420}, {"mdt", -360}, {"pst", -480},
	{"pdt", -420}, {"akst", -540}, {"akdt", -480}, {"hst", -600}, {"cet", 60}, {"cest", 120},
	{"met", 60}, {"mest", 120}, {"mez", 60}, {"mesz", 120}, {"eet", 120}, {"eest", 180},
	{"bst", 60}, {"msk", 180}, {"msd", 240}, {"idt", 180}, {"jst", 540}, {"kst", 540},
	{"aest", 600}, {"aedt", 660}, {"nzst", 720}, {"nzdt", 780}, {"brt", -180},
};

enum { MONTH = 1, WEEKDAY = 16, GLUE = 32, AM = 64, PM = 128 };

/* Bit sets of what a word may be, the month's number in the low four bits. */
static struct rt_map *words;

static void add_words(const char *list, uint64_t meaning)
{
	struct rt_str bare = RT_STR_INIT;
	while (*list) {
		size_t len = strcspn(list, " ");
		rt_str_clear(&bare);
		rt_utf8_bare(&bare, list, len);
		if (bare.len) {
			uint64_t *slot = rt_map_at(words, bare.data, bare.len);
			/* A word that is two months' ("mar" is none such) keeps the first. */
			*slot |= meaning >= WEEKDAY || !(*slot & 15) ? meaning : 0;
		}
		list += len + (list[len] == ' ');
	}
	rt_str_release(&bare);
}

static void fill_words(void)
{
	words = rt_map_new();
	for (unsigned i = 0; i < 12; i++)
		add_words(months[i], i + MONTH);
	add_words(weekdays, WEEKDAY);
	add_words(glue, GLUE);
	add_words(am_words, AM);
	add_words(pm_words, PM);
}

static uint64_t meaning(const char *word, size_t len)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, fill_words);
	char lower[64];
	if (!len || len >= sizeof lower)
		return 0;
	bool ascii = true;
	for (size_t i = 0; i < len; i++) {
		ascii &= !((unsigned char)word[i] & 0x80);
		lower[i] = (char)(word[i] >= 'A' && word[i] <= 'Z' ? word[i] + 32 : word[i]);
	}
	struct rt_str bare = RT_STR_INIT;
	if (!ascii)
		rt_utf8_bare(&bare, word, len);
	const uint64_t *found = ascii ? rt_map_find(words, lower, len)
				      : rt_map_find(words, bare.data, bare.len);
	rt_str_release(&bare);
	return found ? *found : 0;
}

int rt_month_word(const char *word, size_t len)
{
	return (int)(meaning(word, len) & 15);
}

bool rt_weekday_word(const char *word, size_t len)
{
	return meaning(word, len) & WEEKDAY;
}

bool rt_glue_word(const char *word, size_t len)
{
	return meaning(word, len) & GLUE;
}

int rt_half_word(const char *word, size_t len)
{
	uint64_t found = meaning(word, len);
	return found & AM ? 1 : found & PM ? 2 : 0;
}

bool rt_zone_word(const char *word, size_t len, int *minutes_r)
{
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
		size_t at = 0;
		while (at < len && zones[i].name[at] == (word[at] | 32))
			at++;
		if (at == len && !zones[i].name[at]) {
			*minutes_r = zones[i].minutes;
			return true;
		}
	}
	return false;
}
