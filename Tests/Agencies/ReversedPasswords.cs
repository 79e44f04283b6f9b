using Muster.Agencies;

namespace Muster.Tests.Agencies;

/// <summary>A hash that costs nothing.</summary>
internal sealed class ReversedPasswords : IPasswords
{
    public string Hash(string password) => new([.. password.Reverse()]);

    public bool Verify(string? hash, string password) => hash == Hash(password);
}
