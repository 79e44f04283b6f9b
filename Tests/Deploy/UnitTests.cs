using System.ComponentModel;
using System.Diagnostics;

namespace Muster.Tests.Deploy;

/// <summary>systemd understands each unit, as far as the one on this machine can say without starting it.</summary>
public sealed class UnitTests
{
    [Theory]
    [InlineData("muster.service")]
    [InlineData("muster-node.service")]
    [InlineData("muster-front.service")]
    public async Task A_unit_is_understood(string unit)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/dotnet"), "NOT TESTED: systemd units. They start /usr/bin/dotnet, which is elsewhere here.");

        var (exitCode, said) = await Verify(DeployFiles.At($"systemd/{unit}"));

        Assert.True(exitCode == 0 && !said.Contains(unit, StringComparison.Ordinal), said);
    }

    private static async Task<(int ExitCode, string Said)> Verify(string unit)
    {
        try
        {
            using var verify = Process.Start(new ProcessStartInfo("systemd-analyze", ["verify", unit]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            var said = await verify.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await verify.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (verify.ExitCode, said);
        }
        catch (Win32Exception)
        {
            Assert.Skip("NOT TESTED: systemd units. There is no systemd-analyze here.");
            return default;
        }
    }
}
