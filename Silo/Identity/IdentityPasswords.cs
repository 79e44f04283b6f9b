using Microsoft.AspNetCore.Identity;
using Muster.Agencies;

namespace Muster.Silo.Identity;

/// <summary>Passwords as ASP.NET Core Identity keeps them: PBKDF2 with HMAC-SHA512, 100,000 rounds and a salt each.</summary>
public sealed class IdentityPasswords : IPasswords
{
    /// <summary>The hasher asks for a user and never looks at it.</summary>
    private static readonly object Nobody = new();

    private readonly PasswordHasher<object> _hasher = new();
    private readonly string _hashOfNothing;

    public IdentityPasswords() => _hashOfNothing = Hash("");

    public string Hash(string password) => _hasher.HashPassword(Nobody, password);

    public bool Verify(string? hash, string password) =>
        _hasher.VerifyHashedPassword(Nobody, hash ?? _hashOfNothing, password) != PasswordVerificationResult.Failed && hash is not null;
}
