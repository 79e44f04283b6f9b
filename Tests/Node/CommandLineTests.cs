using Muster.Silo;

namespace Muster.Tests.Node;

/// <summary>What may be said at a start.</summary>
public sealed class CommandLineTests
{
    [Fact]
    public void Options_become_settings()
    {
        var settings = CommandLine.Parse(["--urls", "http://127.0.0.1:9000", "--data", "elsewhere", "--no-demo", "--reset"]);

        Assert.Equal("http://127.0.0.1:9000", settings["urls"]);
        Assert.Equal("elsewhere", settings["Muster:Data"]);
        Assert.Equal("false", settings["Muster:Demo"]);
        Assert.Equal("true", settings["Muster:Reset"]);
    }

    [Theory]
    [InlineData("--port")]
    [InlineData("data")]
    [InlineData("--data")]
    [InlineData("--reset", "now")]
    public void Anything_else_is_refused(params string[] arguments) =>
        Assert.Contains(CommandLine.Usage, Assert.Throws<WrongSettingsException>(() => CommandLine.Parse(arguments)).Message, StringComparison.Ordinal);
}
