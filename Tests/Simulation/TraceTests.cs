using System.Diagnostics;
using System.Globalization;

namespace Muster.Tests.Simulation;

/// <summary>The same seed is the same run, in this process and in any other: only so can a failing seed be looked at again.</summary>
[Collection(SimulationRuns.Name)]
public sealed class TraceTests
{
    private const string File = "MUSTER_TRACES_TO";

    private static readonly ulong[] Seeds = [0, 1, 2, 3, 4, 5, 17, 29];

    [Fact]
    public async Task The_same_seed_in_two_processes_has_the_same_trace()
    {
        var path = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Muster.Tests.exe" : "Muster.Tests"))
            {
                ArgumentList = { "-explicit", "only", "-method", $"{typeof(TraceTests).FullName}.{nameof(Traces_for_another_process)}" },
                Environment = { [File] = path },
                RedirectStandardOutput = true,
            };
            using var other = Process.Start(start)!;
            var said = await other.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await other.WaitForExitAsync(TestContext.Current.CancellationToken);

            Assert.True(other.ExitCode == 0, said);
            Assert.Equal(Traces(), await System.IO.File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken));
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }

    /// <summary>For the test above, which runs it in a process of its own.</summary>
    [Fact(Explicit = true)]
    public void Traces_for_another_process()
    {
        if (Environment.GetEnvironmentVariable(File) is { } path)
            System.IO.File.WriteAllLines(path, Traces());
    }

    private static string[] Traces() =>
        [.. Seeds.Select(seed => Run.Of(Scenario.Small(seed)).Trace.ToString("x16", CultureInfo.InvariantCulture))];
}
