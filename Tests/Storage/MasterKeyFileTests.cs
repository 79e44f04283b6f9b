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
        var (first, second) = (Read(), Read(mayCreate: false));

        Assert.Equal(1u, first.Current);
        Assert.Equal(first[1].ToArray(), second[1].ToArray());
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
    [InlineData("""{"keys":{"1":"c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2U="},"current":"2"}""")]
    [InlineData("""{"keys":{"one":"c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2U="}}""")]
    public void A_file_without_keys_is_refused_and_not_quoted(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(KeyFile)!);
        File.WriteAllText(KeyFile, content);

        var refusal = Assert.Throws<StorageRefusedException>(() => Read());

        Assert.DoesNotContain("ecret", refusal.ToString(), StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(KeyFile));
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData(",\"current\":\"1\"", 1)]
    public void The_newest_key_wraps_unless_another_is_named(string named, uint current)
    {
        var words = "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2U=";
        Directory.CreateDirectory(Path.GetDirectoryName(KeyFile)!);
        File.WriteAllText(KeyFile, "{\"keys\":{\"1\":\"" + words + "\",\"2\":\"" + words + "\"}" + named + "}");

        Assert.Equal(current, Read().Current);
    }

    [Fact]
    public void A_variable_of_the_environment_holds_the_same_words()
    {
        const string Name = "MUSTER_TEST_OF_MASTER_KEYS";
        Environment.SetEnvironmentVariable(Name, """{"keys":{"7":"c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2U="}}""");

        Assert.Equal(7u, MasterKeyFile.ReadVariable(Name).Current);
        Environment.SetEnvironmentVariable(Name, null);
        Assert.Contains(Name, Assert.Throws<StorageRefusedException>(() => MasterKeyFile.ReadVariable(Name)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_do_not_show_when_they_are_printed() => Assert.Equal("keys 1, 2", Some.Keys(1, 2).ToString());

    private MasterKeys Read(bool mayCreate = true) => MasterKeyFile.ReadOrCreate(KeyFile, mayCreate, new CryptoRandomBytes());
}
