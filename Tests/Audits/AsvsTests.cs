using System.Globalization;
using System.Text.RegularExpressions;
using Muster.Tests.Browser;

namespace Muster.Tests.Audits;

/// <summary>The table of docs/asvs.md is whole, and what it calls met names a test or a file that is there.</summary>
public sealed partial class AsvsTests
{
    /// <summary>The requirements of levels 1 and 2 in OWASP ASVS 5.0.0, by section.</summary>
    private const string Levels1And2 =
        "1.1: 1-2; 1.2: 1-9; 1.3: 1-11; 1.4: 1-3; 1.5: 1-2; 2.1: 1-3; 2.2: 1-3; 2.3: 1-4; 2.4: 1; 3.2: 1-2; 3.3: 1-4; 3.4: 1-6; 3.5: 1-5; 3.7: 1-2; "
        + "4.1: 1-3; 4.2: 1; 4.3: 1-2; 4.4: 1-4; 5.1: 1; 5.2: 1-3; 5.3: 1-2; 5.4: 1-3; 6.1: 1-3; 6.2: 1-12; 6.3: 1-4; 6.4: 1-4; 6.5: 1-5; 6.6: 1-3; "
        + "6.8: 1-4; 7.1: 1-3; 7.2: 1-4; 7.3: 1-2; 7.4: 1-5; 7.5: 1-2; 7.6: 1-2; 8.1: 1-2; 8.2: 1-3; 8.3: 1; 8.4: 1; 9.1: 1-3; 9.2: 1-4; 10.1: 1-2; "
        + "10.2: 1-2; 10.3: 1-4; 10.4: 1-11; 10.5: 1-5; 10.6: 1-2; 10.7: 1-3; 11.1: 1-2; 11.2: 1-3; 11.3: 1-3; 11.4: 1-4; 11.5: 1; 11.6: 1; 12.1: 1-3; "
        + "12.2: 1-2; 12.3: 1-4; 13.1: 1; 13.2: 1-5; 13.3: 1-2; 13.4: 1-5; 14.1: 1-2; 14.2: 1-4; 14.3: 1-3; 15.1: 1-3; 15.2: 1-3; 15.3: 1-7; 16.1: 1; "
        + "16.2: 1-5; 16.3: 1-4; 16.4: 1-3; 16.5: 1-3; 17.1: 1; 17.2: 1-4; 17.3: 1-2";

    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "asvs.md"));

    private static readonly List<Line> Lines = [.. Row().Matches(Page).Select(row => new Line(row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value, row.Groups[4].Value))];

    [Fact]
    public void Every_requirement_of_levels_1_and_2_has_one_line()
    {
        var wanted = Ids().ToList();

        Assert.Equal(253, wanted.Count);
        Assert.Equal(wanted, Lines.Select(line => line.Id));
    }

    [Fact]
    public void Every_line_has_a_state_and_its_reason()
    {
        Assert.All(Lines, line => Assert.Contains(line.State, (string[])["met", "not applicable", "open"]));
        Assert.All(Lines, line => Assert.True(line.Asks.Trim().Length > 0 && line.Why.Trim().Length > 0, line.Id));
    }

    [Fact]
    public void What_is_met_names_tests_and_files_that_are_there()
    {
        var tests = TestClasses();

        foreach (var line in Lines.Where(line => line.State == "met"))
        {
            var shown = Name().Matches(line.Why).Select(name => name.Groups[1].Value).ToList();
            Assert.True(shown.Count > 0, $"{line.Id} names nothing that shows it");
            Assert.All(shown, name => Assert.True(IsThere(name, tests), $"{line.Id} names {name}, which is not there"));
        }
    }

    [Fact]
    public void What_the_threat_model_says_is_shown_is_there_too()
    {
        var tests = TestClasses();
        var threats = Threat().Matches(File.ReadAllText(Path.Combine(Repository.Root, "SECURITY.md"))).ToList();

        var lost = threats.SelectMany(threat => Name().Matches(threat.Groups[1].Value)).Select(name => name.Groups[1].Value).Where(name => !IsThere(name, tests));

        Assert.True(threats.Count > 20);
        Assert.Empty(lost);
    }

    [Fact]
    public void The_numbers_at_the_head_are_those_of_the_table()
    {
        foreach (var state in Lines.GroupBy(line => line.State))
            Assert.Contains($"{state.Count()} {state.Key}", Page, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Ids() =>
        from section in Levels1And2.Split("; ")
        let parts = section.Split(": ")
        let range = parts[1].Split('-')
        from number in Enumerable.Range(Number(range[0]), Number(range[^1]) - Number(range[0]) + 1)
        select $"V{parts[0]}.{number}";

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>A path from the root, a test class, or a test of one.</summary>
    private static bool IsThere(string name, Dictionary<string, string> tests) =>
        name.Contains('/') || !tests.ContainsKey(name.Split('.')[0])
            ? Path.Exists(Path.Combine(Repository.Root, name))
            : name.Split('.') is not [var type, var method] || Regex.IsMatch(tests[type], $@"\b{Regex.Escape(method)}\(");

    /// <summary>The source of each class with tests, whichever engine it is for.</summary>
    private static Dictionary<string, string> TestClasses()
    {
        var classes = new Dictionary<string, string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "Tests"), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal)))
        {
            var source = File.ReadAllText(file);
            if (source.Contains("[Fact", StringComparison.Ordinal) || source.Contains("[Theory", StringComparison.Ordinal))
            {
                foreach (Match type in Class().Matches(source))
                    classes[type.Groups[1].Value] = classes.GetValueOrDefault(type.Groups[1].Value) + source;
            }
        }

        return classes;
    }

    [GeneratedRegex(@"^\| (V[\d.]+) \| ([^|]*) \| ([^|]*) \| ([^|]*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    // A line of the table by boundary: whose threat begins with a letter of STRIDE.
    [GeneratedRegex(@"^\| [^|]*\| [STRIDE] [^|]*\| [^|]*\| ([^|]*)\|$", RegexOptions.Multiline)]
    private static partial Regex Threat();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"\bclass (\w+)")]
    private static partial Regex Class();

    private sealed record Line(string Id, string Asks, string State, string Why);
}
