using System.Collections.Frozen;

namespace Muster.Accounts;

/// <summary>
/// Which new passwords are taken: long ones that are not the first to be guessed. No rules about kinds of characters, and no change without a
/// reason (NIST SP 800-63B-4, 3.1.1.2). Passwords that are in use stay good.
/// </summary>
public static class PasswordRules
{
    public const int Longest = 200;

    /// <summary>Fewer different characters are a pattern, not a password.</summary>
    private const int LeastVariety = 5;

    /// <summary>So much must be left when the names that everybody knows are taken out.</summary>
    private const int LeastBesideNames = 8;

    /// <summary>What the lists of leaked passwords begin with; digits and signs round it, and digits for letters, change nothing.</summary>
    private static readonly FrozenSet<string> Common = new[]
    {
        "password", "passwort", "passw", "pass", "passphrase", "mypassword", "yourpassword", "newpassword", "changeme", "changemenow", "change", "letmein", "letmeinnow",
        "welcome", "welcometo", "welcomeback", "qwerty", "qwertyuiop", "qwertyuiopasdf", "asdfghjkl", "zxcvbnm", "qazwsx", "qazwsxedc", "azerty", "admin",
        "administrator", "adminadmin", "root", "user", "guest", "default", "secret", "topsecret", "login", "master", "superman", "batman", "spiderman", "dragon",
        "monkey", "football", "baseball", "basketball", "soccer", "hockey", "iloveyou", "ilovemyself", "loveyou", "iloveu", "lovely", "princess", "sunshine", "shadow",
        "michael", "jennifer", "jordan", "daniel", "charlie", "thomas", "ashley", "nicole", "jessica", "matthew", "andrew", "joshua", "trustno", "whatever",
        "starwars", "pokemon", "computer", "internet", "freedom", "flower", "summer", "winter", "spring", "autumn", "january", "february", "march", "april", "june",
        "july", "august", "september", "october", "november", "december", "monday", "friday", "sunday", "australia", "queensland", "brisbane", "sydney", "melbourne",
        "government", "council", "helpdesk", "service", "support", "company", "office", "hello", "helloworld", "abcdef", "abcdefgh", "test", "testing", "testtest",
        "temp", "temporary", "demo", "sample", "example", "correcthorsebatterystaple", "thisisapassword", "passwordpassword", "access", "security", "secure", "chatchat",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] Runs = ["abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

    /// <param name="shortest">As the agency wants it.</param>
    /// <param name="names">The user's, the agency's and our own: everybody knows them.</param>
    public static bool IsGood(string password, int shortest, params ReadOnlySpan<string> names)
    {
        if (password.Length < shortest || password.Length > Longest || password.Any(char.IsControl)) return false;

        var plain = password.ToLowerInvariant();
        if (plain.Distinct().Count() < LeastVariety || IsRepeated(plain) || IsRun(plain)) return false;

        return !Common.Contains(Core(plain)) && !Common.Contains(LettersOf(plain)) && HasEnoughBeside(plain, names);
    }

    /// <summary>One short piece again and again.</summary>
    private static bool IsRepeated(string plain) =>
        Enumerable.Range(1, plain.Length / 3).Any(length => plain.Select((letter, at) => letter == plain[at % length]).All(isSame => isSame));

    /// <summary>Nothing but pieces of the alphabet, of the digits or of rows of keys, forwards or backwards.</summary>
    private static bool IsRun(string plain)
    {
        var inOrder = Enumerable.Range(0, plain.Length - 1).Count(at => Follows(plain[at], plain[at + 1]) || Follows(plain[at + 1], plain[at]));
        return inOrder >= plain.Length - 3;
    }

    private static bool Follows(char one, char next) => Runs.Any(run => run.IndexOf(one, StringComparison.Ordinal) is >= 0 and var at && at + 1 < run.Length && run[at + 1] == next);

    /// <summary>Without the decoration round it, and with letters for the digits and signs that stand for them.</summary>
    private static string Core(string plain)
    {
        var letters = plain.Index().Where(letter => char.IsLetter(letter.Item)).Select(letter => letter.Index).ToList();
        return letters.Count == 0 ? "" : string.Concat(plain[letters[0]..(letters[^1] + 1)].Select(Undisguised).Where(char.IsLetter));
    }

    private static string LettersOf(string plain) => string.Concat(plain.Where(char.IsLetter));

    private static char Undisguised(char letter) => letter switch
    {
        '@' or '4' => 'a',
        '3' => 'e',
        '1' or '!' => 'i',
        '0' => 'o',
        '$' or '5' => 's',
        '7' => 't',
        _ => letter,
    };

    private static bool HasEnoughBeside(string plain, ReadOnlySpan<string> names)
    {
        var rest = plain;
        foreach (var name in names)
        {
            if (name.Length >= 4) rest = rest.Replace(name.ToLowerInvariant(), "", StringComparison.Ordinal);
        }

        return rest.Length == plain.Length || rest.Length >= LeastBesideNames;
    }
}
