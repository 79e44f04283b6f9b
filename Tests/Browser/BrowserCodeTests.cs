using System.Diagnostics;
using System.Resources;
using System.Text.Json;
using System.Text.RegularExpressions;
using Muster.Agencies;
using Muster.Tests.Front;
using Muster.WebFront.Wording;

namespace Muster.Tests.Browser;

/// <summary>The browser code by itself: its types, its words and its size. None of it needs a browser.</summary>
[Trait(BrowserTests.Engine, BrowserTests.Any)]
public sealed partial class BrowserCodeTests
{
    private const string LeftOut = "TYPE CHECK OF THE BROWSER CODE LEFT OUT: Node or TypeScript is not to be had here.";

    private static readonly string WebFront = Path.Combine(Repository.Root, "WebFront");
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_types_in_its_comments_hold()
    {
        var compiler = await TypeScript();
        if (compiler is null)
            await Console.Error.WriteLineAsync(LeftOut);
        Assert.SkipWhen(compiler is null, LeftOut);

        var (exit, said) = await Run("node", [compiler, "-p", Path.Combine(WebFront, "jsconfig.json")], WebFront);

        Assert.True(exit == 0, said);
    }

    /// <summary>Each with what the server takes out of it; the server's own test reads the same.</summary>
    [Fact]
    public async Task It_warns_of_what_the_server_hides()
    {
        var vectors = Path.Combine(Repository.Root, "Tests", "Identifiers", "vectors.json");

        await SaysNothing("live/identifiers.js", vectors, """
            const { identifiersIn } = await read();
            for (const [text, name] of JSON.parse(readFileSync(process.argv[1], 'utf8'))) {
              const said = identifiersIn(text).map((one) => one.name).join();
              if (said !== name) console.log(`${JSON.stringify(text)}: '${said}', not '${name}'`);
            }
            """);
    }

    /// <summary>Each with the phrase that the server finds in it; the server's own test reads the same.</summary>
    [Fact]
    public async Task It_finds_a_life_in_danger_where_the_server_does()
    {
        var vectors = Path.Combine(Repository.Root, "Tests", "Conversations", "life-at-risk.json");
        var phrases = JsonSerializer.Serialize(LifeAtRiskPhrases.OfEveryAgency.SelectMany(language => language.Phrases));

        await SaysNothing("live/life-at-risk.js", vectors, $$"""
            const { phraseIn } = await read();
            const phrases = {{phrases}};
            for (const [text, phrase] of JSON.parse(readFileSync(process.argv[1], 'utf8'))) {
              const found = phraseIn(text, phrases);
              if (found !== phrase) console.log(`${JSON.stringify(text)}: '${found}', not '${phrase}'`);
            }
            const broken = ['\ud800', '\ufffe', '\udc00'].map((unit) => phraseIn(`${unit} trapped ${unit}`, phrases)).join();
            if (broken !== 'trapped,trapped,trapped') console.log(broken);
            """);
    }

    /// <summary>Each with the moment that the server makes of it; the server's own test reads the same.</summary>
    [Fact]
    public async Task It_reads_the_agencys_clock_as_the_server_does()
    {
        var vectors = JsonSerializer.Serialize(AgencyClockTests.Vectors.Select(vector => new[] { vector.Zone, vector.Shown, vector.Moment }));

        await SaysNothing("citizen/agency-clock.js", "", $$"""
            Date.now = () => Date.parse('2026-06-01T00:00Z'); // it takes no time that is a year away
            for (const [timeZone, shown, moment] of {{vectors}}) {
              globalThis.document = { getElementById: () => ({ textContent: JSON.stringify({ timeZone }) }) };
              const clock = await read(`// ${timeZone} ${shown}`);
              if (clock.moment(shown) !== `${moment}:00.000Z`) console.log(`${timeZone} ${shown}: ${clock.moment(shown)}, not ${moment}`);
              if (clock.moment('') ?? clock.moment('soon') ?? clock.moment('9999-12-31T23:59')) console.log('what is no time is one');
            }
            """);
    }

    [Theory]
    [InlineData(typeof(CitizenWording), "citizen")]
    [InlineData(typeof(ConsoleWording), "console")]
    public void Every_phrase_it_says_is_in_the_resources(Type wording, string folder)
    {
        var known = Words(wording);

        var missing = Scripts(folder, "live")
            .SelectMany(file => Phrase().Matches(File.ReadAllText(file)).Select(match => (Count: match.Groups[1].Value == "count", Key: match.Groups[2].Value)))
            .Where(said => !known.Contains($"live.{said.Key}{(said.Count ? ".other" : "")}"))
            .Select(said => said.Key)
            .Except(SaidByTheOtherSide(folder))
            .Distinct();

        Assert.Empty(missing);
    }

    [Theory]
    [InlineData(typeof(CitizenWording), "Citizen")]
    [InlineData(typeof(ConsoleWording), "Console")]
    public void Every_phrase_of_the_pages_is_in_the_resources(Type wording, string folder)
    {
        var known = Words(wording);

        var missing = Directory.EnumerateFiles(Path.Combine(WebFront, folder), "*.*")
            .SelectMany(file => PagePhrase().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Where(key => !known.Contains(key))
            .Distinct();

        Assert.Empty(missing);
    }

    [Fact]
    public void Nothing_writes_HTML_or_inline_styles()
    {
        var forbidden = Scripts("citizen", "console", "live").Append(Path.Combine(WebFront, "wwwroot", "widget.js"))
            .Where(file => Unsafe().IsMatch(File.ReadAllText(file)));

        Assert.Empty(forbidden);
    }

    /// <param name="module">Below <c>wwwroot</c>: <c>read</c> gives it, anew for other words behind it, as a module whatever Node takes a file called .js for.</param>
    /// <param name="vectors">A file: the script's one argument.</param>
    /// <param name="script">Says what is not as it should be.</param>
    private static async Task SaysNothing(string module, string vectors, string script)
    {
        var file = JsonSerializer.Serialize(Path.Combine(WebFront, "wwwroot", module));
        var whole = $$"""
            import { readFileSync } from 'node:fs';
            const code = readFileSync({{file}}, 'utf8');
            const read = (behind = '') => import('data:text/javascript;base64,' + Buffer.from(code + behind).toString('base64'));
            {{script}}
            """;

        try
        {
            var (exit, said) = await Run("node", ["--input-type=module", "-e", whole, "--", vectors], WebFront);
            Assert.Equal((0, ""), (exit, said));
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip(LeftOut);
        }
    }

    /// <summary>What a shared module says on one side alone.</summary>
    private static string[] SaidByTheOtherSide(string folder) => folder == "console" ? ["wait.soon", "wait.about", "wait.between", "wait.at"] : ["note.label", "entry.rule", "entry.priority", "entry.phrase"];

    private static IEnumerable<string> Scripts(params string[] folders) =>
        folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(WebFront, "wwwroot", folder), "*.js"));

    private static HashSet<string> Words(Type wording)
    {
        using var words = new ResourceManager(wording).GetResourceSet(System.Globalization.CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: true)!;
        return [.. words.Cast<System.Collections.DictionaryEntry>().Select(word => (string)word.Key)];
    }

    /// <summary>The compiler of this machine, or one from npm, kept for the next time.</summary>
    private static async Task<string?> TypeScript()
    {
        var folder = Path.Combine(Repository.Root, "artifacts", "typescript");
        var compiler = Path.Combine(folder, "node_modules", "typescript", "lib", "tsc.js");
        try
        {
            if (!File.Exists(compiler))
            {
                Directory.CreateDirectory(folder);
                await Run("npm", ["install", "--no-audit", "--no-fund", "--prefix", folder, "typescript@5"], folder);
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // no Node
        }

        return File.Exists(compiler) ? compiler : null;
    }

    private static async Task<(int Exit, string Said)> Run(string program, string[] arguments, string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var deadline = new CancellationTokenSource(Patience);
        var said = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var complained = process.StandardError.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, await said + await complained);
    }

    [GeneratedRegex(@"\b(say|count)\('([^'$]+)'")]
    private static partial Regex Phrase();

    [GeneratedRegex(@"[Ss]ay\[""([^""{]+)""")]
    private static partial Regex PagePhrase();

    [GeneratedRegex(@"innerHTML|outerHTML|insertAdjacentHTML|document\.write|setAttribute\('style'|eval\(|new Function")]
    private static partial Regex Unsafe();
}
