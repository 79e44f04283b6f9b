using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Muster.Tests.Node;

/// <summary>Whoever chooses a name cannot write a line of the log.</summary>
public sealed class OneLineValuesTests
{
    [Theory]
    [InlineData("a\r\n2026-01-01T00:00:00 INF Signed in admin")]
    [InlineData("a\u2028b\u2029c\u0085d\ve\ff")]
    [InlineData("\u001b[2J\u001b]0;title\a")]
    [InlineData("\u202Egnp.exe\u2066")]
    public void A_value_stays_in_its_line_and_moves_nothing(string value)
    {
        var line = Logged("Asked for {Path}.", value);

        Assert.DoesNotContain(line, letter => char.GetUnicodeCategory(letter)
            is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
        Assert.StartsWith("Asked for ", line, StringComparison.Ordinal);
    }

    [Fact]
    public void An_ordinary_value_is_written_as_it_is() => Assert.Equal("Asked for /chat/Zoë 5.", Logged("Asked for {Path} {Count}.", "/chat/Zoë", 5));

    private static string Logged(string template, params object[] values)
    {
        var told = new Told();
        using var log = new LoggerConfiguration().Enrich.With<OneLineValues>().WriteTo.Sink(told).CreateLogger();
        log.Information(template.Replace("{Path}", "{Path:l}", StringComparison.Ordinal), values);
        return told.Lines.Single();
    }

    private sealed class Told : ILogEventSink
    {
        public List<string> Lines { get; } = [];

        public void Emit(LogEvent logEvent) => Lines.Add(logEvent.RenderMessage(CultureInfo.InvariantCulture));
    }
}
