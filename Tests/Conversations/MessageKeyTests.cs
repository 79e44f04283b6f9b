using Muster.Conversations;
using Muster.Identity;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

public sealed class MessageKeyTests
{
    [Fact]
    public void The_same_message_has_the_same_key_on_every_machine() =>
        Assert.Equal(MessageKey.Of(Some.Citizen, EntryKind.Message, "m-1"), MessageKey.Of(Caller.Citizen("demo", "demo/c-1"), "message", "m-1"));

    [Fact]
    public void The_key_of_a_stored_message_never_changes() =>
        Assert.Equal(Stored, MessageKey.Of(Some.Citizen, EntryKind.Message, "m-1"));

    [Fact]
    public void Ids_of_different_senders_and_kinds_never_meet()
    {
        Caller[] senders = [Some.Citizen, Some.Agent(Some.Alex), Some.Agent(Some.Blake), Some.Agent("")];
        string[] kinds = [EntryKind.Message, EntryKind.Note];
        string[] ids = ["m-1", "m-2", "", "message", Some.Words(64), Some.Words(65), Some.Words(4_000)];

        var keys = senders.SelectMany(sender => kinds.SelectMany(kind => ids.Select(id => MessageKey.Of(sender, kind, id)))).ToList();

        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.DoesNotContain(UInt128.Zero, keys);
    }

    /// <summary>Little-endian first half of SHA-256 over "True\n\nmessage\nm-1", lowest bit set.</summary>
    private static UInt128 Stored => System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(
        System.Security.Cryptography.SHA256.HashData("True\n\nmessage\nm-1"u8)) | UInt128.One;
}
