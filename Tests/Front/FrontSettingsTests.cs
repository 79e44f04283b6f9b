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

    [Fact]
    public void The_defaults_do_with_keys_alone() => new FrontSettings { Keys = "keys/front.json" }.Check();

    [Theory]
    [InlineData("--key", "x")]
    [InlineData("--keys")]
    [InlineData("--urls", "http://127.0.0.1:1", "--demo")]
    public void An_argument_nobody_knows_is_refused(params string[] arguments) =>
        Assert.Throws<WrongSettingsException>(() => FrontCommandLine.Parse(arguments));

    [Theory]
    [InlineData("Nowhere")]
    [InlineData("../front/Postgres")]
    public void An_unknown_profile_is_refused_with_those_there_are(string profile)
    {
        using var configuration = new ConfigurationManager();

        var wrong = Assert.Throws<WrongSettingsException>(() => ProfileFile.Add(configuration, "front", profile, new Dictionary<string, string?>()));

        Assert.Contains("Muster:Profile", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("Postgres", wrong.Message.Split("may be")[1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_line_is_stronger_than_the_environment_and_that_than_the_file()
    {
        using var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Orleans:ClusterId"] = "environment", ["Orleans:ServiceId"] = "environment" });

        ProfileFile.Add(configuration, "front", "Postgres", new Dictionary<string, string?> { ["Orleans:ServiceId"] = "said" });

        Assert.Equal(
            ("AdoNet", "environment", "said"),
            (configuration["Orleans:Clustering:ProviderType"], configuration["Orleans:ClusterId"], configuration["Orleans:ServiceId"]));
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
}
