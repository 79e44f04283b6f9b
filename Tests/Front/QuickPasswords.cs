using Muster.Agencies;

namespace Muster.Tests.Front;

/// <summary>A slow hash would only be slow here.</summary>
internal sealed class QuickPasswords : IPasswords
{
    public string Hash(string password) => password;

    public bool Verify(string? hash, string password) => hash == password;
}
