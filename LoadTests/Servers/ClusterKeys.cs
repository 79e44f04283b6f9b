using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Muster.LoadTests.Servers;

/// <summary>The keys of a cluster under test, as its operator changes them: in the file of master keys, and by the node's own command.</summary>
/// <param name="file">of the master keys, which all nodes share</param>
/// <param name="command">runs a node's program with these words, and answers what it says</param>
internal sealed class ClusterKeys(string file, Func<IReadOnlyList<string>, Task<string>> command)
{
    private readonly SortedDictionary<int, string> _masters = [];

    /// <summary>How soon every node knows.</summary>
    public TimeSpan LookEvery { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Another master key, which wraps from now on.</summary>
    /// <returns>the one that did before; 0 for the first</returns>
    public int Add()
    {
        var before = _masters.Keys.LastOrDefault();
        _masters[before + 1] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        Write();
        return before;
    }

    /// <summary>For good.</summary>
    public void Remove(int master)
    {
        _masters.Remove(master);
        Write();
    }

    /// <summary>How many data keys that master key wraps.</summary>
    public async Task<int> WrappedBy(int master) => (await All()).Count(line => $"{line},".Contains(string.Create(CultureInfo.InvariantCulture, $"by master key {master},"), StringComparison.Ordinal));

    /// <summary>Every data key that writes is followed by another.</summary>
    /// <returns>how many</returns>
    public async Task<int> RenewAll()
    {
        var writing = (await All()).Where(line => line.EndsWith(", writes", StringComparison.Ordinal)).Select(line => line.Split(' ', '/')).ToList();
        foreach (var key in writing.Where(key => key[0] != "~"))
            await command(["renew", key[0], key[1], key[2]]);
        return writing.Count(key => key[0] != "~");
    }

    private async Task<string[]> All() => (await command(["list"])).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whole or not at all: nodes read it all the time.</summary>
    private void Write()
    {
        File.WriteAllText(file + ".new", JsonSerializer.Serialize(new { keys = _masters.ToDictionary(master => master.Key.ToString(CultureInfo.InvariantCulture), master => master.Value) }));
        File.Move(file + ".new", file, overwrite: true);
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">it failed</exception>
    public static async Task<string> Run(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"{string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}.");
    }
}
