using System.Text.Json;

namespace Muster.Silo.Storage.Encryption;

/// <summary>
/// The file of master keys: <c>{"keys": {"1": "base64 of 32 bytes"}}</c>, readable by its owner alone. To change the key, add one
/// with a higher id on every node and restart; old records stay readable as long as their key stays in the file.
/// </summary>
public static class MasterKeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <param name="file">Where it is.</param>
    /// <param name="mayCreate">False where something has been stored with keys that must be there.</param>
    /// <param name="random">Makes the first key.</param>
    /// <exception cref="StorageRefusedException">It is missing, or cannot be read or made.</exception>
    public static MasterKeys ReadOrCreate(string file, bool mayCreate, IRandomBytes random) =>
        Read(file, () =>
        {
            if (!mayCreate)
                throw new StorageRefusedException($"{file} is missing: what is stored beside it cannot be read without its keys. Bring it back from where it was kept.");
            Create(file, random);
        });

    /// <summary>The keys that every node of a cluster was given.</summary>
    /// <exception cref="StorageRefusedException">It is missing, or cannot be read.</exception>
    public static MasterKeys ReadShared(string file) =>
        Read(file, () => throw new StorageRefusedException($"{file} is missing: every node of a cluster needs the same keys. Make them once and bring them to each (docs/operators.md, Keys)."));

    private static MasterKeys Read(string file, Action whenMissing)
    {
        try
        {
            if (!File.Exists(file)) whenMissing();
            var stored = JsonSerializer.Deserialize<Content>(File.ReadAllBytes(file), JsonSerializerOptions.Web);
            return new MasterKeys(stored!.Keys.ToDictionary(key => uint.Parse(key.Key, System.Globalization.CultureInfo.InvariantCulture), key => Convert.FromBase64String(key.Value)));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StorageRefusedException($"{file} cannot be read or made: {failure.Message}", failure);
        }
        catch (Exception failure) when (failure is JsonException or FormatException or OverflowException or ArgumentException or NullReferenceException)
        {
            throw new StorageRefusedException($"{file} does not hold keys as it should."); // without the cause: it may quote a key
        }
    }

    private static void Create(string file, IRandomBytes random)
    {
        var key = new byte[MasterKeys.KeyLength];
        random.Fill(key);
        var content = JsonSerializer.SerializeToUtf8Bytes(new Content(new Dictionary<string, string> { ["1"] = Convert.ToBase64String(key) }), JsonSerializerOptions.Web);

        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);

        // Whole or not at all: a crash must not leave a file that looks like keys and is none.
        var draft = file + ".new";
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using (var stream = new FileStream(draft, options))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, file, overwrite: false);
    }

    private sealed record Content(IReadOnlyDictionary<string, string> Keys);
}
