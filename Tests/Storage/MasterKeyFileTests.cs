using Muster.Silo.Storage;
using Muster.Silo.Storage.Encryption;

namespace Muster.Tests.Storage;

public sealed class MasterKeyFileTests : IDisposable
{
    private readonly ScratchDirectory _scratch = new();

    private string KeyFile => _scratch.File("keys/master.json");

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void The_first_start_makes_a_key_and_later_ones_use_it()
    {
        using var first = new Envelope(Read(), new CryptoRandomBytes());
        using var second = new Envelope(Read(mayCreate: false), new CryptoRandomBytes());

        Assert.Equal("words"u8.ToArray(), second.Open(first.Seal("words"u8, []), []));
    }

    [Fact]
    public void Only_its_owner_can_read_it()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("NOT TESTED: file modes. Windows has none.");
            return;
        }

        Read();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(KeyFile)!));
    }

    [Fact]
    public void Lost_keys_are_not_made_up_anew()
    {
        var refusal = Assert.Throws<StorageRefusedException>(() => Read(mayCreate: false));

        Assert.Contains("is missing", refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(KeyFile));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"keys":{}}""")]
    [InlineData("""{"keys":{"1":"c2VjcmV0"}}""")]
    [InlineData("""{"keys":{"1":"not base 64 secret"}}""")]
    [InlineData("""{"keys":{"one":"c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2U="}}""")]
    public void A_file_without_keys_is_refused_and_not_quoted(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(KeyFile)!);
        File.WriteAllText(KeyFile, content);

        var refusal = Assert.Throws<StorageRefusedException>(() => Read());

        Assert.DoesNotContain("ecret", refusal.ToString(), StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(KeyFile));
    }

    [Fact]
    public void Keys_do_not_show_when_they_are_printed() => Assert.Equal("keys 1, 2", Some.Keys(1, 2).ToString());

    private MasterKeys Read(bool mayCreate = true) => MasterKeyFile.ReadOrCreate(KeyFile, mayCreate, new CryptoRandomBytes());
}
