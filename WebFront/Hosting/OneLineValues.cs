using System.Globalization;
using System.Text;
using Serilog.Core;
using Serilog.Events;

namespace Muster.WebFront.Hosting;

/// <summary>
/// What somebody sent cannot begin a line of the log, colour a terminal or turn its letters round: in a value that is logged, control, format
/// and line-separating characters are written as <c>\u000a</c> (OWASP Log Injection).
/// </summary>
internal sealed class OneLineValues : ILogEventEnricher
{
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        List<LogEventProperty>? spelled = null;
        foreach (var (name, value) in logEvent.Properties)
        {
            if (value is ScalarValue { Value: { } held } && Text(held) is { } text && text.Any(IsUnsafe))
                (spelled ??= []).Add(new LogEventProperty(name, new ScalarValue(Spell(text))));
        }

        foreach (var property in spelled ?? [])
            logEvent.AddOrUpdateProperty(property);
    }

    /// <summary>Numbers and times are what they are; all else is written as its text.</summary>
    private static string? Text(object held) => held is string text ? text : held is IFormattable ? null : held.ToString();

    private static bool IsUnsafe(char letter) => char.GetUnicodeCategory(letter)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string Spell(string text)
    {
        var spelled = new StringBuilder(text.Length + 16);
        foreach (var letter in text)
        {
            if (IsUnsafe(letter))
                spelled.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            else
                spelled.Append(letter);
        }

        return spelled.ToString();
    }
}
