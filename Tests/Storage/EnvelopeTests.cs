using Muster.Silo.Storage.Encryption;

namespace Muster.Tests.Storage;

public sealed class EnvelopeTests
{
    private static readonly byte[] Content = [.. "what somebody wrote"u8];
    private static readonly byte[] Here = [.. "here"u8];

    [Fact]
    public void It_gives_back_what_was_put_in()
    {
        using var envelope = With(Some.Keys(1));

        Assert.Equal(Content, envelope.Open(envelope.Seal(Content, Here), Here));
        Assert.Empty(envelope.Open(envelope.Seal([], Here), Here));
    }

    [Fact]
    public void The_same_content_never_looks_the_same()
    {
        using var envelope = With(Some.Keys(1));

        Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(_ => Convert.ToHexString(envelope.Seal(Content, Here))).Distinct().Count());
    }

    [Fact]
    public void It_does_not_open_in_another_place()
    {
        using var envelope = With(Some.Keys(1));

        Assert.Throws<EnvelopeException>(() => envelope.Open(envelope.Seal(Content, Here), [.. "there"u8]));
    }

    [Fact]
    public void Any_byte_changed_is_found()
    {
        using var envelope = With(Some.Keys(1));
        var record = envelope.Seal(Content, Here);

        for (var i = 0; i < record.Length; i++)
        {
            var changed = record.ToArray();
            changed[i] ^= 1;
            Assert.Throws<EnvelopeException>(() => envelope.Open(changed, Here));
        }

        for (var length = 0; length < record.Length; length++) Assert.Throws<EnvelopeException>(() => envelope.Open(record.AsSpan(0, length), Here));
    }

    [Fact]
    public void The_newest_key_writes_and_older_ones_still_read()
    {
        using var before = With(Some.Keys(1));
        using var after = With(Some.Keys(1, 2));
        var (old, renewed) = (before.Seal(Content, Here), after.Seal(Content, Here));

        Assert.Equal(Content, after.Open(old, Here));
        Assert.Equal(Content, after.Open(renewed, Here));
        Assert.Contains("needs key 2", Assert.Throws<EnvelopeException>(() => before.Open(renewed, Here)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_threads_may_use_it_at_once()
    {
        using var envelope = With(Some.Keys(1));

        Parallel.For(0, 2_000, number =>
        {
            var content = BitConverter.GetBytes(number);
            Assert.Equal(content, envelope.Open(envelope.Seal(content, Here), Here));
        });
    }

    private static Envelope With(MasterKeys keys) => new(keys, new CryptoRandomBytes());
}
