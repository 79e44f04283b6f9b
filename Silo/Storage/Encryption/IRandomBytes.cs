namespace Muster.Silo.Storage.Encryption;

/// <summary>Where unpredictable bytes come from; the simulation puts its seed here.</summary>
public interface IRandomBytes
{
    void Fill(Span<byte> bytes);
}
