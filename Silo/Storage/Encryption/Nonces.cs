using System.Buffers.Binary;

namespace Muster.Silo.Storage.Encryption;

/// <summary>
/// Twelve bytes that never come twice under one key: eight drawn at random when it is made, and again whenever the counter in the
/// last four has run through. Two processes collide once in 2^64 draws, however many records each has written.
/// </summary>
internal sealed class Nonces
{
    public const int Length = 12;

    private readonly Lock _gate = new();
    private readonly IRandomBytes _random;
    private ulong _prefix;
    private uint _counter;

    public Nonces(IRandomBytes random)
    {
        _random = random;
        Draw();
    }

    public void Next(Span<byte> nonce)
    {
        lock (_gate)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(nonce, _prefix);
            BinaryPrimitives.WriteUInt32LittleEndian(nonce[8..], _counter);
            if (++_counter == 0) Draw();
        }
    }

    private void Draw()
    {
        Span<byte> drawn = stackalloc byte[8];
        _random.Fill(drawn);
        _prefix = BinaryPrimitives.ReadUInt64LittleEndian(drawn);
    }
}
