#include "doc/mail_words.h"

#include "base/map.h"
#include "base/utf8.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>

/*
 * Put together from what mail programs print: Outlook, Notes, Thunderbird, Apple Mail, Gmail, Yahoo,
 * GroupWise, Eudora and mobile clients, in the languages that they are sold in. Forms in one list
 * are parted by "|". A form is written once; case and marks are taken off when the list is loaded.
 */
static const struct {
	enum rt_field field;
	const char *names;
} field_lists[] = {
	{RT_FIELD_FROM,
		"from|von|de|da|van|från|fra|lähettäjä|od|от|от кого|від|feladó|gönderen|kimden|από|"
		"מאת|من|差出人|发件人|寄件者|보낸 사람|expéditeur|remitente|mittente|absender|afzender|"
		"avsändare|nadawca|odesílatel|отправитель|expeditor|de la|author|auteur|autor"},
	{RT_FIELD_DATE,
		"date|sent|sent on|date sent|gesendet|datum|gesendet am|envoyé|envoyé le|date d'envoi|"
		"enviado|enviado el|enviado em|enviada em|enviada|fecha|fecha de envío|data|inviato|"
		"data invio|verzonden|verzonden op|skickat|sendt|dato|lähetetty|päivämäärä|päiväys|"
		"wysłano|wysłany|odesláno|дата|отправлено|дата отправки|надіслано|elküldve|dátum|tarih|"
		"gönderildi|gönderme tarihi|ημερομηνία|στάλθηκε|נשלח|נשלח בתאריך|תאריך|تاريخ|التاريخ|"
		"تم الإرسال|تاريخ الإرسال|أرسلت|送信日時|日時|发送时间|寄件日期|日期|보낸 날짜|trimis"},
	{RT_FIELD_TO,
		"to|an|à|a|para|per|aan|naar|till|til|vastaanottaja|do|komu|кому|címzett|kime|alıcı|"
		"προς|אל|إلى|宛先|收件人|받는 사람|destinataire|destinataires|destinatario|destinatário|"
		"empfänger|geadresseerde|către|pro"},
	{RT_FIELD_CC,
		"cc|c.c.|kopie|copie|copie à|copia|con copia|cópia|kopia|kopi|kopio|dw|do wiadomości|"
		"копия|копія|másolatot kap|másolat|bilgi|κοινοποίηση|κοιν|עותק|העתק|לידיעה|نسخة|"
		"نسخة إلى|抄送|副本|참조|kopie an"},
	{RT_FIELD_BCC,
		"bcc|blindkopie|copie cachée|cci|cco|ccn|ccc|copia oculta|blind copy|скрытая копия|"
		"עותק נסתר|נסתר|نسخة مخفية|密送|密件副本|숨은 참조"},
	{RT_FIELD_SUBJECT,
		"subject|subj|betreff|objet|sujet|asunto|assunto|oggetto|onderwerp|ämne|emne|aihe|temat|"
		"předmět|predmet|тема|tárgy|konu|θέμα|נושא|הנדון|الموضوع|موضوع|件名|主题|主旨|제목|"
		"subiect"},
	{RT_FIELD_REPLY_TO,
		"reply-to|reply to|antwort an|répondre à|responder a|rispondi a|antwoord aan|"
		"please respond to|ответить"},
	{RT_FIELD_SENT_BY, "sent by|gesendet von|envoyé par|enviado por|inviato da|verzonden door"},
	{RT_FIELD_OTHER,
		"importance|priority|sensitivity|attachments|attachment|attach|attached|organization|"
		"message-id|mime-version|content-type|received|return-path|in-reply-to|references|"
		"newsgroups|x-mailer|user-agent|wichtigkeit|priorität|anlagen|anlage|pièces jointes|"
		"pièce jointe|datos adjuntos|adjuntos|importancia|anexos|importância|allegati|priorità|"
		"bijlagen|bijlage|bifogade filer|prioritet|vedlegg|vedhæftede filer|liitteet|załączniki|"
		"přílohy|вложения|важность|mellékletek|ekler|קבצים מצורפים|חשיבות|المرفقات|مرفقات|"
		"添付ファイル|附件|첨부|follow up flag|flag status|categories|conversation|signed by|"
		"content-transfer-encoding|message id|thread-topic|thread-index|lines|sender|when|where|phone no|phone no."},
};

static const char *const phrase_lists[RT_PHRASE_COUNT] = {
	[RT_PHRASE_SEPARATOR] =
		"original message|original appointment|ursprüngliche nachricht|originalnachricht|"
		"message d'origine|message d’origine|message original|mensaje original|mensagem original|"
		"messaggio originale|oorspronkelijk bericht|originalmeddelande|ursprungligt meddelande|"
		"opprinnelig melding|oprindelig meddelelse|alkuperäinen viesti|wiadomość oryginalna|"
		"oryginalna wiadomość|původní zpráva|исходное сообщение|оригинальное сообщение|"
		"оригінальне повідомлення|eredeti üzenet|özgün ileti|orijinal mesaj|αρχικό μήνυμα|"
		"הודעה מקורית|رسالة أصلية|الرسالة الأصلية|原始邮件|原始郵件|원본 메시지|forwarded message|"
		"weitergeleitete nachricht|message transféré|message réexpédié|mensaje reenviado|"
		"mensagem encaminhada|messaggio inoltrato|doorgestuurd bericht|"
		"vidarebefordrat meddelande|videresendt melding|videresendt meddelelse|"
		"välitetty viesti|przekazana wiadomość|wiadomość przekazana|přeposlaná zpráva|"
		"пересланное сообщение|пересылаемое сообщение|továbbított üzenet|iletilen mesaj|"
		"הודעה שהועברה|رسالة معاد توجيهها|转发邮件|转发的邮件|転送メッセージ|전달된 메시지|"
		"inline attachment follows|reply separator|forward header|begin forwarded message|"
		"anfang der weitergeleiteten nachricht|début du message réexpédié|"
		"début du message transféré|inicio del mensaje reenviado|inizio messaggio inoltrato|"
		"original mail|forwarded mail|forwarded by sender",
	[RT_PHRASE_FORWARDED_BY] =
		"forwarded by|weitergeleitet von|transféré par|réexpédié par|reenviado por|"
		"encaminhado por|inoltrato da|doorgestuurd door|vidarebefordrat av|videresendt av|"
		"videresendt af|переслано|przekazane przez",
	[RT_PHRASE_END] =
		"end of forwarded|end forwarded|end of original|ende der weitergeleiteten|"
		"fin du message réexpédié|fin del mensaje reenviado|fine messaggio inoltrato",
	[RT_PHRASE_DISCLAIMER] =
		"intended recipient|intended solely for|intended only for|not the addressee|"
		"is the property of|received this e-mail in error|received this email in error|"
		"received this message in error|received this communication in error|"
		"received this transmission in error|confidential and may|confidential and/or|"
		"confidential and privileged|privileged and confidential|confidential information|"
		"confidentiality notice|legally privileged|unauthorized use|unauthorised use|"
		"views expressed in this|do not necessarily reflect|scanned for viruses|virus scanned|"
		"virus-free|checked for viruses|not be relied upon|circular 230|"
		"consider the environment|before printing this|vertrauliche information|"
		"rechtlich geschützte|nicht der richtige adressat|irrtümlich erhalten|"
		"informations confidentielles|est confidentiel|sont confidentiels|par erreur|"
		"destinataire de ce message|n'êtes pas le destinataire|información confidencial|"
		"ha recibido este mensaje por error|destinatario de este|informação confidencial|"
		"informações confidenciais|recebeu esta mensagem por engano|informazioni riservate|"
		"destinatario del presente|ricevuto per errore|vertrouwelijke informatie|"
		"niet de geadresseerde|ten onrechte ontvangen|конфиденциальную информацию|"
		"получили это сообщение по ошибке|המידע הכלול|מידע חסוי|נשלחה אליך בטעות|"
		"אינך הנמען|معلومات سرية|هذه الرسالة سرية|المرسل إليه المقصود",
	[RT_PHRASE_FOOTER] =
		"sent from my|sent from a|sent via|sent using|sent with|get outlook for|do you yahoo|"
		"yahoo! groups|get your free|free email|free e-mail|chat with friends online|"
		"send your free|join the world|msn photos|msn explorer|http://greetings.yahoo|"
		"http://explorer.msn|http://www.hotmail|http://auctions.yahoo|to unsubscribe|"
		"unsubscribe from this|von meinem iphone|gesendet von mein|gesendet mit|envoyé de mon|"
		"envoyé depuis|enviado desde mi|enviado do meu|inviato da iphone|inviato dal mio|"
		"verzonden vanaf mijn|verstuurd vanaf|skickat från min|отправлено с|נשלח מה|"
		"أرسلت من|mailing list",
	[RT_PHRASE_SIGN_OFF] =
		"thanks|thank you|thanx|thx|many thanks|regards|best regards|kind regards|best|"
		"best wishes|warm regards|sincerely|yours|cheers|respectfully|cordially|love|take care|"
		"all the best|see you|talk to you soon|later|have a great|have a good|mit freundlichen|"
		"freundliche grüße|viele grüße|beste grüße|liebe grüße|gruß|grüße|mfg|danke|"
		"cordialement|bien à vous|salutations|amicalement|merci|bises|saludos|un saludo|"
		"atentamente|gracias|un abrazo|abrazos|cordialmente|atenciosamente|obrigado|obrigada|"
		"abraços|abs|cordiali saluti|saluti|distinti saluti|grazie|ciao|"
		"met vriendelijke groet|groeten|groet|mvh|med vänlig hälsning|vänliga hälsningar|"
		"med venlig hilsen|med vennlig hilsen|hilsen|terveisin|pozdrawiam|z poważaniem|"
		"s pozdravem|с уважением|спасибо|üdvözlettel|saygılarımla|teşekkürler|בברכה|תודה|"
		"שלך|בכבוד רב|בברכה חמה|בידידות|תודה רבה|בתודה|המון תודה|יום טוב|"
		"مع تحياتي|تحياتي|شكرا|مع أطيب التحيات|أطيب التحيات|مع خالص التحية|مع التحية|"
		"وتفضلوا",
};

static const char wrote_behind[] =
	"wrote|writes|said|says|wrotes|escribió|escribio|escreveu|écrit|ecrit|scritto|schrieb|napisał|"
	"napisał(a)|napisała|pisze|napsal|napsal(a)|написал|написал(а|написала|пишет|писал|писала|"
	"написав|пише|kirjoitti|írta|ezt írta|yazdı|şunu yazdı|έγραψε|כתב|כתבה|כתב/ה|写道|님이 작성|"
	"schreef|skrev|a scris|wrote on|wrote in|schrieben|geschrieben";
static const char wrote_before[] =
	"schrieb|schreef|skrev|מאת|كتب|كتبت|wrote|написал|пользователь|użytkownik|"
	"napisał|uživatel|écrit|escreveu|escribió";
static const char openers[] =
	"on|at|am|le|el|em|il|il giorno|op|den|dnia|w|dne|в|tarihinde|στις|בתאריך|ב|في|بتاريخ|in|"
	"quoting|from|il|la|les|w dniu|kl|a|à|mr|ref|thus";

/* Lower case and no marks (rt_utf8_bare): all that is asked is asked in that form. Most short words are
 * ASCII and need no memory of their own. */
static bool bare_ascii(char *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if ((unsigned char)text[i] & 0x80)
			return false;
		out[i] = (char)(text[i] >= 'A' && text[i] <= 'Z' ? text[i] + 32 : text[i]);
	}
	return true;
}

static struct rt_map *fields, *verbs;
static struct rt_map *phrases[RT_PHRASE_COUNT];

/* Of each kind the phrases, none of a single byte, by a hash of their first two: chains of their numbers plus one. */
#define BUCKETS 512
#define MAX_PHRASES 255
static uint8_t first_phrase[RT_PHRASE_COUNT][BUCKETS], next_phrase[RT_PHRASE_COUNT][MAX_PHRASES];
static uint64_t opens_phrase[RT_PHRASE_COUNT][65536 / 64]; /* bits, by the first two bytes */
static struct {
	const char *text;
	size_t len;
} phrase_text[RT_PHRASE_COUNT][MAX_PHRASES];

static size_t bucket_of(const char *text)
{
	return ((unsigned char)text[0] * 31u + (unsigned char)text[1]) % BUCKETS;
}

static unsigned pair_of(const char *text)
{
	return (unsigned)(unsigned char)text[0] << 8 | (unsigned char)text[1];
}

static void load(struct rt_map *map, const char *list, uint64_t value)
{
	struct rt_str form = RT_STR_INIT;
	while (*list) {
		size_t len = strcspn(list, "|");
		rt_str_clear(&form);
		rt_utf8_bare(&form, list, len);
		if (form.len)
			*rt_map_at(map, form.data, form.len) |= value;
		list += len + (list[len] == '|');
	}
	rt_str_release(&form);
}

enum { BEHIND = 1, BEFORE = 2, OPENER = 4 };

/* Lower numbers go first in a chain. */
static void index_phrases(size_t kind)
{
	size_t count = rt_map_count(phrases[kind]);
	assert(count <= MAX_PHRASES);
	for (size_t i = count; i-- > 0;) {
		const char *text = rt_map_key(phrases[kind], i, &phrase_text[kind][i].len);
		uint8_t *head = &first_phrase[kind][bucket_of(text)];
		phrase_text[kind][i].text = text;
		unsigned pair = pair_of(text);
		opens_phrase[kind][pair / 64] |= (uint64_t)1 << pair % 64;
		next_phrase[kind][i] = *head;
		*head = (uint8_t)(i + 1);
	}
}

static void load_all(void)
{
	fields = rt_map_new();
	verbs = rt_map_new();
	for (size_t i = 0; i < sizeof field_lists / sizeof *field_lists; i++)
		load(fields, field_lists[i].names, (uint64_t)1 << field_lists[i].field);
	for (size_t i = 0; i < RT_PHRASE_COUNT; i++) {
		load(phrases[i] = rt_map_new(), phrase_lists[i], 1);
		index_phrases(i);
	}
	load(verbs, wrote_behind, BEHIND);
	load(verbs, wrote_before, BEFORE);
	load(verbs, openers, OPENER);
}

static void ready(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, load_all);
}

static uint64_t look_up(struct rt_map *const *map, const char *word, size_t len)
{
	ready();
	char lower[64];
	if (!len || len > sizeof lower)
		return 0;
	if (bare_ascii(lower, word, len)) {
		const uint64_t *value = rt_map_find(*map, lower, len);
		return value ? *value : 0;
	}
	struct rt_str form = RT_STR_INIT;
	rt_utf8_bare(&form, word, len);
	const uint64_t *found = rt_map_find(*map, form.data, form.len);
	rt_str_release(&form);
	return found ? *found : 0;
}

enum rt_field rt_field_word(const char *name, size_t len)
{
	uint64_t found = look_up(&fields, name, len);
	for (int field = RT_FIELD_FROM; field <= RT_FIELD_OTHER; field++)
		if (found >> field & 1)
			return (enum rt_field)field;
	return RT_FIELD_NONE;
}

int rt_wrote_word(const char *word, size_t len)
{
	return (int)(look_up(&verbs, word, len) & (BEHIND | BEFORE));
}

bool rt_opener_word(const char *word, size_t len)
{
	return look_up(&verbs, word, len) & OPENER;
}

/* The first phrase of the list below `limit` that begins here; its number, or limit. */
static size_t phrase_at(enum rt_phrase kind, const char *text, size_t len, size_t limit)
{
	for (size_t i = first_phrase[kind][bucket_of(text)]; i && i <= limit;
		i = next_phrase[kind][i - 1]) {
		const char *phrase = phrase_text[kind][i - 1].text;
		size_t phrase_len = phrase_text[kind][i - 1].len;
		/* Many share two letters, few two and the last. */
		if (phrase_len <= len && phrase[phrase_len - 1] == text[phrase_len - 1] &&
			!memcmp(phrase, text, phrase_len))
			return i - 1;
	}
	return limit;
}

bool rt_phrase_find(
	enum rt_phrase kind, const char *text, size_t len, size_t *start_r, size_t *end_r)
{
	ready();
	struct rt_str form = RT_STR_INIT;
	rt_utf8_bare(&form, text, len);
	bool same = form.len == len; /* offsets hold only where folding kept the length */
	size_t count = rt_map_count(phrases[kind]), best = count, place = 0, phrase_len = 0;
	const uint64_t *opens = opens_phrase[kind];
	for (size_t at = 0; at + 1 < form.len && best; at++) {
		unsigned pair = pair_of(form.data + at);
		if (!(opens[pair / 64] >> pair % 64 & 1))
			continue;
		size_t found = phrase_at(kind, form.data + at, form.len - at, best);
		if (found < best)
			place = at;
		best = found;
	}
	if (best < count) {
		rt_map_key(phrases[kind], best, &phrase_len);
		*start_r = same ? place : 0;
		*end_r = same ? place + phrase_len : len;
	}
	rt_str_release(&form);
	return best < count;
}

bool rt_phrase_opens(enum rt_phrase kind, const char *text, size_t len, size_t *end_r)
{
	ready();
	char lower[64];
	size_t look = len < sizeof lower ? len : sizeof lower;
	struct rt_str form = RT_STR_INIT;
	bool ascii = bare_ascii(lower, text, look), found = false;
	if (!ascii)
		rt_utf8_bare(&form, text, look);
	const char *words = ascii ? lower : form.data;
	size_t words_len = ascii ? look : form.len;
	for (size_t i = words_len > 1 ? first_phrase[kind][bucket_of(words)] : 0; i;
		i = next_phrase[kind][i - 1]) {
		size_t phrase_len;
		const char *phrase = rt_map_key(phrases[kind], i - 1, &phrase_len);
		if (phrase_len > words_len || memcmp(phrase, words, phrase_len))
			continue;
		/* Of "best" and "best regards" the longer one; offsets hold where the length did. */
		*end_r = !found || phrase_len > *end_r ? phrase_len : *end_r;
		found = true;
	}
	if (found && !ascii && form.len != look)
		*end_r = look;
	rt_str_release(&form);
	return found;
}
