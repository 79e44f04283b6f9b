namespace Muster.Agencies;

/// <summary>How passwords are kept: slow to guess, never readable again.</summary>
public interface IPasswords
{
    string Hash(string password);

    /// <summary>Whether the password is the one that was hashed. Without a hash it takes as long and answers no.</summary>
    bool Verify(string? hash, string password);
}
