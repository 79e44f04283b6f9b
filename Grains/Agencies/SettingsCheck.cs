using System.Collections.Immutable;
using System.Globalization;
using static Muster.Agencies.AgencySettingsLimits;

namespace Muster.Agencies;

/// <summary>Collects what is wrong with settings, so that one start tells everything.</summary>
internal sealed class SettingsCheck
{
    private readonly ImmutableArray<SettingProblem>.Builder _problems = ImmutableArray.CreateBuilder<SettingProblem>();

    public ImmutableArray<SettingProblem> Problems => _problems.ToImmutable();

    public void That(bool isRight, string field, string problem)
    {
        if (!isRight) _problems.Add(new(field, problem));
    }

    public static bool IsId(string id) =>
        id.Length is >= 1 and <= LongestId && id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');

    public void Id(string field, string id) => That(
        IsId(id),
        field,
        $"'{id}' is not 1 to {LongestId} of a-z 0-9 -");

    public void Text(string field, string text, int shortest, int longest) => That(
        text.Length <= longest && text.Trim().Length >= shortest,
        field,
        shortest == 0 ? $"is longer than {longest} characters" : $"is empty or longer than {longest} characters");

    public void Count(string field, int count, int least, int most) =>
        That(count >= least && count <= most, field, $"has {count} entries, not {least} to {most}");

    public void Number(string field, double number, double least, double most) => That(
        number >= least && number <= most,
        field,
        string.Create(CultureInfo.InvariantCulture, $"{number} is not {least} to {most}"));

    /// <summary>Nobody loses a conversation unalerted where there are alerts at all.</summary>
    public void NoReply(string alertField, string returnField, NoReplyTimes times)
    {
        if (times.AlertSeconds is { } alert) Number(alertField, alert, 10, 3_600);
        if (times.ReturnSeconds is { } back) Number(returnField, back, 30, 86_400);
        That(!(times.ReturnSeconds <= times.AlertSeconds), returnField, $"{times.ReturnSeconds} is not after {alertField} ({times.AlertSeconds})");
    }

    public void Distinct(string field, IEnumerable<string> names)
    {
        foreach (var twice in names.GroupBy(name => name).Where(same => same.Count() > 1)) That(false, field, $"has '{twice.Key}' twice");
    }

    public void Words(string field, ImmutableArray<string> words, int least, int most)
    {
        Count(field, words.Length, least, most);
        Distinct(field, words);
        foreach (var (index, word) in words.Index()) Text($"{field}[{index}]", word, 1, LongestWord);
    }

    public void Hours(string field, ImmutableArray<OpenHours> hours)
    {
        Count(field, hours.Length, 0, MostHours);
        foreach (var (index, open) in hours.Index())
        {
            That(Enum.IsDefined(open.Day), $"{field}[{index}].day", "is no day of the week");
            Span($"{field}[{index}]", open.From, open.Until);
        }
    }

    public void Spans(string field, ImmutableArray<OpenSpan> spans)
    {
        foreach (var (index, open) in spans.Index()) Span($"{field}[{index}]", open.From, open.Until);
    }

    public void Url(string field, string? url, params ReadOnlySpan<string> schemes)
    {
        if (url is null) return;

        That(
            url.Length <= LongestUrl && Uri.TryCreate(url, UriKind.Absolute, out var parsed) && schemes.Contains(parsed.Scheme),
            field,
            $"'{url}' is no address that begins with {string.Join(" or ", schemes.ToArray().Select(scheme => $"{scheme}:"))}");
    }

    /// <summary>Plain http is for pages on this machine alone.</summary>
    public void Origin(string field, string origin) => That(
        Uri.TryCreate(origin, UriKind.Absolute, out var parsed)
            && (parsed.Scheme == "https" || (parsed.Scheme == "http" && parsed.IsLoopback))
            && parsed.GetLeftPart(UriPartial.Authority).Equals(origin, StringComparison.OrdinalIgnoreCase)
            && parsed.UserInfo.Length == 0
            // It becomes part of a header, where other signs end it.
            && origin.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is ':' or '/' or '.' or '-' or '[' or ']'),
        field,
        $"'{origin}' is no origin such as https://www.example.org");

    public void Contrast(string field, string colour, string backField, string back)
    {
        if (Luminance(field, colour) is not { } one || Luminance(backField, back) is not { } other) return;

        var contrast = (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);
        That(contrast >= LeastContrast, field, string.Create(
            CultureInfo.InvariantCulture,
            $"its contrast with {backField} is {contrast:0.0}, below {LeastContrast} (WCAG 1.4.3)"));
    }

    private void Span(string field, TimeOnly from, TimeOnly until) =>
        That(until == TimeOnly.MinValue || from < until, $"{field}.until", "is not after from; a span ends on its day, 00:00 is the day's end");

    /// <summary>Relative luminance as WCAG 2.2 defines it.</summary>
    private double? Luminance(string field, string colour)
    {
        if (colour.Length != 7 || colour[0] != '#' || !colour[1..].All(char.IsAsciiHexDigit))
        {
            That(false, field, $"'{colour}' is no colour such as #0b5394");
            return null;
        }

        return (0.2126 * Channel(colour, 1)) + (0.7152 * Channel(colour, 3)) + (0.0722 * Channel(colour, 5));
    }

    private static double Channel(string colour, int at)
    {
        var value = byte.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
