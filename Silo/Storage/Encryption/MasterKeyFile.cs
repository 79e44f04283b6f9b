using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Muster.Silo.Storage.Encryption;

/// <summary>
/// The file of master keys: <c>{"keys": {"1": "base64 of 32 bytes"}, "current": "1"}</c>, readable by its owner alone. Without <c>current</c>
/// the highest id wraps. The same words may stand in a variable of the environment.
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

    /// <summary>The keys in a variable of the environment, in the words of the file.</summary>
    /// <exception cref="StorageRefusedException">It is not set, or holds no keys.</exception>
    public static MasterKeys ReadVariable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } words
            ? Parse($"The variable {name}", Encoding.UTF8.GetBytes(words))
            : throw new StorageRefusedException($"The variable {name} is not set: it is to hold the master keys (docs/operators.md, Keys).");

    private static MasterKeys Read(string file, Action whenMissing)
    {
        try
        {
            if (!File.Exists(file)) whenMissing();
            return Parse(file, File.ReadAllBytes(file));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StorageRefusedException($"{file} cannot be read or made: {failure.Message}", failure);
        }
    }

    private static MasterKeys Parse(string where, ReadOnlySpan<byte> words)
    {
        try
        {
            var stored = JsonSerializer.Deserialize<Content>(words, JsonSerializerOptions.Web)!;
            return new MasterKeys(
                stored.Keys.ToDictionary(key => Number(key.Key), key => Convert.FromBase64String(key.Value)),
                stored.Current is { } current ? Number(current) : null);
        }
        catch (Exception failure) when (failure is JsonException or FormatException or OverflowException or ArgumentException or NullReferenceException)
        {
            throw new StorageRefusedException($"{where} does not hold keys as it should."); // without the cause: it may quote a key
        }
    }

    private static uint Number(string id) => uint.Parse(id, NumberStyles.None, CultureInfo.InvariantCulture);

    private static void Create(string file, IRandomBytes random)
    {
        var key = new byte[MasterKeys.KeyLength];
        random.Fill(key);
        var content = JsonSerializer.SerializeToUtf8Bytes(new Content(new Dictionary<string, string> { ["1"] = Convert.ToBase64String(key) }, null), JsonSerializerOptions.Web);

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

    private sealed record Content(IReadOnlyDictionary<string, string> Keys, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Current);
}
