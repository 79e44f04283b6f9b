using System.Collections.Immutable;
using System.Text.Json;

namespace Muster.Silo.Starting;

/// <summary>The directory everything is kept in, and which of its files Muster made: the others are nobody's business here.</summary>
internal sealed class DataDirectory(SiloSettings settings)
{
    /// <summary>What the store makes, beside what <see cref="StoreMark"/> lists.</summary>
    private static readonly ImmutableArray<string> StoreFiles =
        ["muster.db", "muster.db-wal", "muster.db-shm", "muster.db-journal", "keys/master.json", "keys/master.json.new", "keys/data.db", "keys/data.db-journal", "keys/front.json", "keys/front.json.new"];

    private readonly string _mark = System.IO.Path.Combine(settings.Data, "muster.json");

    public string Path => settings.Data;

    public string Agencies => System.IO.Path.Combine(Path, "agencies");

    /// <summary>Accounts that are to be made at the next start.</summary>
    public string NewAccounts => System.IO.Path.Combine(Path, "new-accounts");

    /// <summary>What fronts of their own are given, instead of the master keys.</summary>
    public string FrontKeys => System.IO.Path.Combine(Path, "keys", "front.json");

    public string DemoAccounts => System.IO.Path.Combine(Path, "demo-accounts.json");

    /// <summary>Makes the directory ready, after a reset where one is asked for. Makes a first start's files, or those that a start which was cut short did not come to. A repeat changes nothing.</summary>
    /// <returns>Whether the demo's accounts are still to be made.</returns>
    public bool Prepare(string shippedAgencies)
    {
        Directory.CreateDirectory(Agencies);
        if (settings.Reset) Reset();
        var mark = ReadMark() ?? FirstMark(shippedAgencies);
        if (mark.IsComplete) return false;

        Write(mark); // before the copies: what is listed is what a reset may delete
        foreach (var file in mark.Agencies.Where(file => !File.Exists(Agency(file))))
            File.Copy(System.IO.Path.Combine(shippedAgencies, file), Agency(file));

        return true;
    }

    /// <summary>The first start is over.</summary>
    public void Complete() => Write(ReadMark()! with { IsComplete = true });

    /// <summary>Deletes what Muster made; files of others stay.</summary>
    /// <exception cref="WrongSettingsException">Another process uses it.</exception>
    private void Reset()
    {
        using var inUse = Lock();
        var made = ReadMark()?.Agencies.Select(Agency) ?? [];
        foreach (var file in StoreFiles.Select(file => System.IO.Path.Combine(Path, file)).Concat(made).Append(DemoAccounts).Append(_mark))
            if (Directory.Exists(System.IO.Path.GetDirectoryName(file))) File.Delete(file);
    }

    private FileStream Lock()
    {
        try
        {
            return new FileStream(System.IO.Path.Combine(Path, "muster.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure)
        {
            throw new WrongSettingsException("command line", [new("--reset", $"{Path} is in use by another process; stop it first")], failure);
        }
    }

    private StoreMark FirstMark(string shippedAgencies) => new(
        settings.Demo
            ? [.. Directory.EnumerateFiles(shippedAgencies, "*.json").Select(file => System.IO.Path.GetFileName(file)).Where(file => !File.Exists(Agency(file)))]
            : [],
        IsComplete: !settings.Demo);

    private string Agency(string file) => System.IO.Path.Combine(Agencies, file);

    private StoreMark? ReadMark() => File.Exists(_mark) ? JsonSerializer.Deserialize<StoreMark>(File.ReadAllBytes(_mark), JsonSerializerOptions.Web) : null;

    private void Write(StoreMark mark) => OwnFile.Write(_mark, JsonSerializer.SerializeToUtf8Bytes(mark, JsonSerializerOptions.Web));
}
