using System.Globalization;

namespace Muster.LoadTests.Servers;

/// <summary>Which local TCP ports a process talks from, as the kernel tells it: so a link knows who calls.</summary>
internal static class ProcessPorts
{
    private const string Socket = "socket:[";

    /// <param name="process">its id</param>
    /// <returns>empty when it is gone</returns>
    public static IReadOnlySet<int> Of(int process)
    {
        var inodes = Inodes(process);
        return Tables(process).Where(row => inodes.Contains(row.Inode)).Select(row => row.Port).ToHashSet();
    }

    private static HashSet<string> Inodes(int process)
    {
        var inodes = new HashSet<string>();
        try
        {
            foreach (var file in new DirectoryInfo($"/proc/{process}/fd").EnumerateFiles())
            {
                if (file.LinkTarget is { } target && target.StartsWith(Socket, StringComparison.Ordinal))
                    inodes.Add(target[Socket.Length..^1]);
            }
        }
        catch (IOException)
        {
            // It, or one of its files, has just been closed.
        }

        return inodes;
    }

    /// <summary>Columns as in proc(5): the second is the local address in hexadecimal, the tenth the inode.</summary>
    private static IEnumerable<(int Port, string Inode)> Tables(int process)
    {
        foreach (var table in (string[])["tcp", "tcp6"])
        {
            var file = $"/proc/{process}/net/{table}";
            foreach (var line in File.Exists(file) ? File.ReadAllLines(file).Skip(1) : [])
            {
                var columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                yield return (int.Parse(columns[1][(columns[1].LastIndexOf(':') + 1)..], NumberStyles.HexNumber, CultureInfo.InvariantCulture), columns[9]);
            }
        }
    }
}
