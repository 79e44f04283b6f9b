namespace Muster.Silo.Storage.Encryption;

/// <summary>A data key as it is kept: wrapped, or what is left of one that was destroyed.</summary>
/// <param name="Id">Random, 32 hexadecimal digits; what records name.</param>
/// <param name="Period">The month of disposal of what it protects, or <see cref="KeepMonths.Standing"/>.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="Master">The id of the master key it is wrapped by; null once it is destroyed.</param>
/// <param name="Wrapped">By <see cref="KeyWrap"/>; null once it is destroyed.</param>
/// <param name="DestroyedAt">When it was destroyed; null as long as it is not.</param>
/// <param name="Told">The audit has a line of its destruction.</param>
public sealed record StoredKey(
    string Id, string Period, DateTimeOffset MadeAt, string? Master, byte[]? Wrapped, DateTimeOffset? DestroyedAt = null, bool Told = false)
{
    public bool IsDestroyed => Wrapped is null;
}
