using Microsoft.Extensions.Configuration;
using Muster.WebFront.Security;

namespace Muster.Tests.Front;

/// <summary>A front that is a process of its own starts only with settings that make sense, and says which do not.</summary>
public sealed class FrontSettingsTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public static TheoryData<FrontSettings, string> Wrong => new()
    {
        { new FrontSettings(), "Muster:Keys: is missing" },
        { new FrontSettings { Keys = "k", DrainOver = TimeSpan.FromSeconds(26) }, "Muster:DrainOver" },
        { new FrontSettings { Keys = "k", DrainOver = TimeSpan.FromSeconds(-1) }, "Muster:DrainOver" },
        { new FrontSettings { Keys = "k", DrainOver = TimeSpan.FromSeconds(5), StopPatience = TimeSpan.FromSeconds(5) }, "Muster:StopPatience" },
        { new FrontSettings { Keys = "k", StopPatience = TimeSpan.FromMinutes(6) }, "Muster:StopPatience" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_setting_is_named(FrontSettings settings, string said)
    {
        var wrong = Assert.Throws<WrongSettingsException>(settings.Check);

        Assert.Contains(said, wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Muster:Kyes", "keys/front.json", "Muster:Kyes: is unknown")]
    [InlineData("Muster:Profile", "Postgres", "Muster:Profile: is unknown")]
    [InlineData("Muster:AzureStorage:Tabel", "MusterNodes", "Muster:AzureStorage:Tabel: is unknown")]
    [InlineData("Muster:DrainOver", "soon", "Muster:DrainOver: 'soon' is no span of time such as 00:00:10")]
    public void What_cannot_be_understood_is_named(string key, string value, string sentence)
    {
        using var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(new Dictionary<string, string?> { [key] = value });

        var wrong = Assert.Throws<WrongSettingsException>(() => SettingsReader.Read<FrontSettings>(configuration));

        Assert.Contains(sentence, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_defaults_do_with_keys_alone() => new FrontSettings { Keys = "keys/front.json" }.Check();

    [Theory]
    [InlineData("--key", "x")]
    [InlineData("--keys")]
    [InlineData("--urls", "http://127.0.0.1:1", "--demo")]
    public void An_argument_nobody_knows_is_refused(params string[] arguments) =>
        Assert.Throws<WrongSettingsException>(() => FrontCommandLine.Parse(arguments));

    [Theory]
    [InlineData("no json")]
    [InlineData(null)]
    public void A_file_that_cannot_be_read_is_named(string? content)
    {
        if (content is null)
            File.Delete(_file);
        else
            File.WriteAllText(_file, content);
        using var configuration = Named(_file);

        var wrong = Assert.Throws<WrongSettingsException>(() => SettingsFile.AddTo(configuration));

        Assert.StartsWith(_file, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_line_and_the_environment_are_stronger_than_the_file()
    {
        File.WriteAllText(_file, """{ "Orleans": { "ClusterId": "of the file", "ServiceId": "of the file" } }""");
        using var configuration = Named(_file);
        configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Orleans:ServiceId"] = "said" });

        SettingsFile.AddTo(configuration);

        Assert.Equal(("of the file", "said"), (configuration["Orleans:ClusterId"], configuration["Orleans:ServiceId"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"keys": []}""")]
    [InlineData("""{"keys": [null]}""")]
    [InlineData("""{"keys": ["c2hvcnQ="]}""")]
    [InlineData("""{"keys": ["no base64 at all !"]}""")]
    public void Keys_that_are_none_are_refused_and_never_quoted(string content)
    {
        File.WriteAllText(_file, content);

        var wrong = Assert.Throws<WrongSettingsException>(() => FrontKeyFile.Read(_file));

        Assert.Contains("Muster:Keys", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2hvcnQ", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("base64 at", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_front_reads_the_keys_a_node_wrote()
    {
        var keys = new TestKeys(1, 2);
        File.WriteAllBytes(_file, FrontKeyFile.ContentOf(keys));

        var read = FrontKeyFile.Read(_file);

        Assert.Equal(keys.Masters.Select(key => key.ToArray()), read.Masters.Select(key => key.ToArray()));
    }

    public void Dispose() => File.Delete(_file);

    private static ConfigurationManager Named(string file)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(FrontCommandLine.Parse(["--settings", file]));
        return configuration;
    }
}
