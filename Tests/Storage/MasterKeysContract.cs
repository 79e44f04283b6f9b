using Microsoft.Extensions.Logging.Abstractions;
using Muster.Silo.Storage.Encryption;

namespace Muster.Tests.Storage;

/// <summary>What data keys expect of master keys, wherever they are.</summary>
public abstract class MasterKeysContract
{
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 64).Select(number => (byte)number)];

    [Fact]
    public async Task What_was_wrapped_is_unwrapped_and_looks_like_nothing()
    {
        var masters = Make();

        var (id, wrapped) = await masters.Wrap(Secret);

        Assert.Equal(masters.Current, id);
        Assert.Equal(Secret, await masters.Unwrap(id, wrapped));
        Assert.True(wrapped.AsSpan().IndexOf(Secret.AsSpan(0, 8)) < 0);
        Assert.NotEqual(wrapped, (await masters.Wrap(Secret)).Wrapped);
    }

    [Fact]
    public async Task What_was_changed_is_not_unwrapped()
    {
        var masters = Make();
        var (id, wrapped) = await masters.Wrap(Secret);

        foreach (var at in new[] { 0, wrapped.Length / 2, wrapped.Length - 1 })
        {
            var changed = wrapped.ToArray();
            changed[at] ^= 1;
            Assert.Null(await masters.Unwrap(id, changed));
        }

        Assert.Null(await masters.Unwrap(id, Array.Empty<byte>()));
    }

    [Fact]
    public async Task After_a_change_the_older_key_still_unwraps_and_is_outdated()
    {
        var masters = Make();
        var (before, wrapped) = await masters.Wrap(Secret);
        Assert.False(masters.IsOutdated(before));

        await Change();

        Assert.True(masters.IsOutdated(before));
        Assert.False(masters.IsOutdated(masters.Current));
        Assert.Equal(Secret, await masters.Unwrap(before, wrapped));
        Assert.Equal(masters.Current, (await masters.Wrap(Secret)).Id);
    }

    [Fact]
    public async Task A_key_that_is_not_there_is_said_to_be_missing()
    {
        var masters = Make();
        var (_, wrapped) = await masters.Wrap(Secret);

        await Assert.ThrowsAsync<MasterKeyMissingException>(async () => await masters.Unwrap("4711", wrapped));
    }

    protected abstract IMasterKeys Make();

    protected abstract Task Change();
}

public sealed class MasterKeysHereTests : MasterKeysContract
{
    private MasterKeys _stored = Some.Keys(1);
    private MasterKeysHere? _keys;

    protected override IMasterKeys Make() => _keys = new MasterKeysHere(_stored, () => _stored, new CryptoRandomBytes(), NullLogger<MasterKeysHere>.Instance);

    protected override Task Change()
    {
        _stored = Some.Keys(1, 2);
        return _keys!.Refresh();
    }
}

public sealed class VaultDoubleTests : MasterKeysContract, IDisposable
{
    private readonly VaultDouble _vault = new();

    public void Dispose() => _vault.Dispose();

    protected override IMasterKeys Make() => _vault;

    protected override Task Change()
    {
        _vault.NewVersion();
        return Task.CompletedTask;
    }
}
