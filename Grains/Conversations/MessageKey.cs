using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Muster.Identity;

namespace Muster.Conversations;

/// <summary>The compact form in which a sender's message id is remembered for a conversation's whole life.</summary>
public static class MessageKey
{
    /// <summary>Never 0, which means none. Ids of different senders and kinds never meet.</summary>
    public static UInt128 Of(Caller caller, string kind, string messageId)
    {
        Span<byte> text = stackalloc byte[512];
        var sender = caller.Role == Role.Citizen ? "" : caller.StaffId;
        var written = Encoding.UTF8.TryGetBytes($"{caller.Role == Role.Citizen}\n{sender}\n{kind}\n{messageId}", text, out var length)
            ? text[..length]
            : Encoding.UTF8.GetBytes($"{caller.Role == Role.Citizen}\n{sender}\n{kind}\n{messageId}");
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(written, hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash) | UInt128.One;
    }
}
