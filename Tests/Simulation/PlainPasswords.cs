using Muster.Agencies;

namespace Muster.Tests.Simulation;

/// <summary>Nobody signs in here, and a slow hash would only be slow.</summary>
internal sealed class PlainPasswords : IPasswords
{
    public string Hash(string password) => password;

    public bool Verify(string? hash, string password) => hash == password;
}
