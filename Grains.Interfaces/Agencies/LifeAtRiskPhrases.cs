using System.Collections.Immutable;

namespace Muster.Agencies;

/// <summary>
/// What people write whose life, or somebody's near them, is in danger. Rather one phrase too many: a needless banner costs a glance, and a missed one may cost a
/// life. An agency has them read by people who speak the language before it relies on them.
/// </summary>
public static class LifeAtRiskPhrases
{
    /// <summary>For every agency.</summary>
    public static readonly ImmutableArray<LanguagePhrases> OfEveryAgency =
    [
        new("en",
        [
            "trapped", "can't breathe", "cannot breathe", "can not breathe", "not breathing", "stopped breathing", "struggling to breathe", "trouble breathing", "choking",
            "unconscious", "unresponsive", "won't wake up", "not waking up", "collapsed", "heart attack", "chest pain", "having a stroke", "having a seizure", "bleeding badly", "bleeding heavily", "won't stop bleeding", "lost a lot of blood",
            "overdose", "overdosed", "took too many pills", "swallowed poison", "drowning", "being swept away", "swept away", "stuck on the roof", "on our roof", "on my roof", "water is rising fast", "water is up to my",
            "house is on fire", "home is on fire", "building is on fire", "fire at my door", "fire is at the door", "fire is at my", "surrounded by fire", "flames are at", "smoke is coming in", "smoke coming under the door", "can't get out", "cannot get out", "no way out",
            "going to die", "going to kill me", "is dying", "am dying", "are dying", "kill myself", "killing myself", "end my life", "ending my life", "take my own life", "want to die", "don't want to live", "suicide", "suicidal", "hurt myself", "hurting myself", "self harm", "self-harm",
            "has a gun", "has a knife", "been stabbed", "been shot", "is attacking me", "trying to kill", "gas leak", "smell gas", "electrocuted", "live wire in the water", "save my child", "save my baby", "please save us", "need an ambulance", "send an ambulance", "call an ambulance",
        ]),
        new("es",
        [
            "no puedo respirar", "no respira", "no puede respirar", "estoy atrapado", "estoy atrapada", "estamos atrapados", "estamos atrapadas", "ataque al corazón", "infarto", "se está ahogando", "me ahogo", "nos ahogamos",
            "mi casa se quema", "mi casa está en llamas", "la casa está ardiendo", "no podemos salir", "no puedo salir", "me voy a morir", "se está muriendo", "quiero morir", "quiero matarme", "suicidarme", "suicidio", "quitarme la vida",
            "me va a matar", "necesito una ambulancia", "está inconsciente", "sobredosis", "se desangra", "en el techo", "fuga de gas",
        ]),
        new("fr",
        [
            "je ne peux pas respirer", "je n'arrive pas à respirer", "ne respire plus", "je suis coincé", "je suis coincée", "nous sommes coincés", "nous sommes piégés", "crise cardiaque", "se noie", "je me noie", "nous nous noyons",
            "ma maison brûle", "ma maison est en feu", "on ne peut pas sortir", "je ne peux pas sortir", "je vais mourir", "est en train de mourir", "je veux mourir", "me suicider", "me tuer", "suicide", "va me tuer",
            "besoin d'une ambulance", "est inconscient", "est inconsciente", "surdose", "sur le toit", "fuite de gaz",
        ]),
        new("de",
        [
            "bekomme keine luft", "kriege keine luft", "kann nicht atmen", "atmet nicht", "eingeschlossen", "eingeklemmt", "verschüttet", "herzinfarkt", "schlaganfall", "bewusstlos", "ertrinke", "ertrinkt", "ertrinken",
            "mein haus brennt", "unser haus brennt", "es brennt bei uns", "kommen nicht raus", "komme nicht raus", "ich sterbe", "wir sterben", "stirbt gerade", "ich will sterben", "will nicht mehr leben", "umbringen", "selbstmord", "suizid",
            "brauche einen krankenwagen", "brauchen einen krankenwagen", "überdosis", "verblutet", "auf dem dach", "gasgeruch",
        ]),
        new("it",
        [
            "non riesco a respirare", "non respira", "sono intrappolato", "sono intrappolata", "siamo intrappolati", "attacco di cuore", "infarto", "sto annegando", "sta annegando", "la casa brucia", "la mia casa è in fiamme",
            "non riusciamo a uscire", "non riesco a uscire", "sto morendo", "sta morendo", "voglio morire", "uccidermi", "suicidarmi", "suicidio", "serve un'ambulanza", "è incosciente", "sul tetto", "fuga di gas",
        ]),
        new("vi",
        [
            "không thở được", "khó thở quá", "ngừng thở", "bị mắc kẹt", "đang mắc kẹt", "bị kẹt", "đau tim", "đột quỵ", "bất tỉnh", "sắp chết", "đang chết", "chết đuối", "đuối nước", "bị nước cuốn", "nhà tôi đang cháy", "cháy nhà",
            "không ra được", "không thoát được", "trên mái nhà", "muốn chết", "tự tử", "tự sát", "giết tôi", "cần xe cấp cứu", "gọi cấp cứu", "chảy máu nhiều", "rò rỉ khí gas",
        ]),
        new("zh",
        [
            "被困", "困在", "无法呼吸", "無法呼吸", "不能呼吸", "喘不过气", "喘不過氣", "没有呼吸", "沒有呼吸", "心脏病发作", "心臟病發作", "中风", "中風", "昏迷", "失去知觉", "失去知覺", "溺水", "快淹死", "被水冲走", "被水沖走", "房子着火", "房子著火", "家里着火", "家裡著火", "起火了",
            "逃不出去", "出不去了", "快死了", "要死了", "想死", "不想活", "自杀", "自殺", "杀我", "殺我", "叫救护车", "叫救護車", "大出血", "屋顶上", "屋頂上", "煤气泄漏", "瓦斯外洩",
        ]),
        new("ar",
        [
            "لا أستطيع التنفس", "لا استطيع التنفس", "لا يتنفس", "لا تتنفس", "محاصر", "محاصرون", "محاصرين", "محاصرة", "عالق", "عالقون", "نوبة قلبية", "جلطة", "فاقد الوعي", "فاقدة الوعي", "أغرق", "يغرق", "نغرق",
            "بيتي يحترق", "المنزل يحترق", "البيت يحترق", "لا نستطيع الخروج", "لا أستطيع الخروج", "سأموت", "يموت", "أريد أن أموت", "اريد ان اموت", "انتحار", "أنتحر", "سيقتلني", "سيارة إسعاف", "سيارة اسعاف", "على السطح", "تسرب غاز",
        ]),
    ];
}
