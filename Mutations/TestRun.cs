using System.Diagnostics;

namespace Muster.Mutations;

/// <summary>The tests of who may, with one mutant or with none.</summary>
internal static class TestRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>The generated ones first; what they do not catch, the others may.</summary>
    private static readonly (string Name, string[] Filter)[] Suites =
    [
        ("isolation", ["-namespace", "Muster.Tests.Isolation*"]),
        ("rules", ["-namespace", "Muster.Tests.Conversations*", "-namespace", "Muster.Tests.Agencies*", "-namespace", "Muster.Tests.Metrics*", "-namespace", "Muster.Tests.Register*"]),
        ("front", ["-namespace", "Muster.Tests.Front*"]),
    ];

    /// <summary>The suite that noticed; null where none did.</summary>
    /// <param name="tests">The assembly.</param>
    /// <param name="mutant">0 for none.</param>
    public static string? NoticedBy(string tests, int mutant) => Suites.FirstOrDefault(suite => !Passes(tests, mutant, suite.Filter)).Name;

    private static bool Passes(string tests, int mutant, string[] filter)
    {
        using var run = Process.Start(new ProcessStartInfo("dotnet", [tests, "-noColor", "-noLogo", "-stopOnFail", .. filter])
        {
            Environment = { ["MUSTER_MUTANT"] = $"{mutant}" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        run.OutputDataReceived += (_, _) => { };
        run.ErrorDataReceived += (_, _) => { };
        run.BeginOutputReadLine();
        run.BeginErrorReadLine();
        if (run.WaitForExit(Patience))
            return run.ExitCode == 0;

        run.Kill(entireProcessTree: true); // whoever waits in vain has noticed, too
        return false;
    }
}
