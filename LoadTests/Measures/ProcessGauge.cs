using System.Globalization;

namespace Muster.LoadTests.Measures;

/// <summary>What Linux says about processes: processor time and memory.</summary>
internal static class ProcessGauge
{
    private const double TicksPerSecond = 100;

    /// <returns>seconds of processor time so far, in user and system mode</returns>
    public static double ProcessorSeconds(IEnumerable<int> processes) =>
        processes.Sum(id => Stat(id) is { } stat ? (Number(stat[11]) + Number(stat[12])) / TicksPerSecond : 0);

    /// <returns>seconds of processor time that all processors together were busy so far, or taken away by the host</returns>
    public static double BusySeconds()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        const int Idle = 4, WaitingForDisk = 5, Steal = 8;
        return Enumerable.Range(1, Steal).Where(field => field is not (Idle or WaitingForDisk)).Sum(field => Number(fields[field])) / TicksPerSecond;
    }

    /// <returns>MiB that are resident</returns>
    public static double ResidentMiB(IEnumerable<int> processes) =>
        processes.Sum(id => File.ReadLines($"/proc/{id}/status")
            .Where(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
            .Sum(line => Number(line["VmRSS:".Length..^2].Trim()) / 1024));

    /// <summary>A process and all its descendants; none for process 0.</summary>
    public static IReadOnlyList<int> Family(int process)
    {
        var parents = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0)
            .Select(id => (Id: id, Parent: Stat(id) is { } stat ? (int)Number(stat[1]) : 0))
            .ToLookup(member => member.Parent, member => member.Id);
        List<int> family = process == 0 ? [] : [process];
        for (var i = 0; i < family.Count; i++)
            family.AddRange(parents[family[i]]);
        return family;
    }

    /// <summary>The fields that follow the name in parentheses.</summary>
    private static string[]? Stat(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null; // it ended meanwhile
        }
    }

    private static double Number(string digits) => double.Parse(digits, CultureInfo.InvariantCulture);
}
