using System.Diagnostics;
using System.Globalization;

namespace Muster.Mutations;

/// <summary>A process of the copy's tests in which one run follows another, each with a mutant of its own: starting and compiling is paid for once.</summary>
/// <param name="tests">The assembly.</param>
internal sealed class TestProcess(string tests) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private Process? _process;

    /// <summary>The classes of tests that there are.</summary>
    public static IReadOnlyList<string> Classes(string tests)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [tests, "classes"]) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <param name="mutant">0 for none.</param>
    /// <param name="testClasses">Full names; they run side by side, and none goes on once one has failed.</param>
    public async Task<Ran> Run(int mutant, params IReadOnlyList<string> testClasses)
    {
        var testClass = string.Join(" ", testClasses);
        var watch = Stopwatch.StartNew();
        _process ??= Start();
        try
        {
            await _process.StandardInput.WriteLineAsync($"{mutant} {string.Join(' ', testClasses.Select(name => $"-class {name}"))}");
            await _process.StandardInput.FlushAsync();
            var failed = new List<string>();
            using var patience = new CancellationTokenSource(Patience);
            while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                if (line.EndsWith("[FAIL]", StringComparison.Ordinal))
                    failed.Add(line[..^"[FAIL]".Length].Split((char)27)[^1].Replace("[0m", "", StringComparison.Ordinal).Trim()); // without its colour
                if (!line.StartsWith(TestRunner.Mark, StringComparison.Ordinal))
                    continue;

                var words = line[TestRunner.Mark.Length..].Split(' ');
                var told = words[1].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(number => int.Parse(number, CultureInfo.InvariantCulture));
                return new Ran(words[0] == "0" ? null : failed.FirstOrDefault(testClass), [.. told], watch.Elapsed);
            }

            return Ended($"{testClass}: the process ended", watch);
        }
        catch (OperationCanceledException)
        {
            return Ended($"{testClass}: waited in vain", watch); // whoever waits in vain has noticed, too
        }
        catch (IOException)
        {
            return Ended($"{testClass}: the process ended", watch);
        }
    }

    public void Dispose()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.Dispose();
        _process = null;
    }

    private Ran Ended(string how, Stopwatch watch)
    {
        Dispose();
        return new Ran(how, [], watch.Elapsed);
    }

    private Process Start()
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [tests]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }
}

/// <summary>What a run of a class came to.</summary>
/// <param name="Failed">The first test that failed; null where none did.</param>
/// <param name="Told">The mutants that would have made a difference to some check on the way.</param>
/// <param name="Took">On the clock.</param>
internal sealed record Ran(string? Failed, HashSet<int> Told, TimeSpan Took);
